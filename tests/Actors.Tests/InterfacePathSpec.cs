using Akka.Actor;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using NetMonitor.Actors.Interfaces;

namespace NetMonitor.Actors.Tests;

[Properties(Arbitrary = [typeof(InterfacePathSpec)])]
public sealed class InterfacePathSpec
{
    /// <summary>Up to 15 characters, as Linux allows, mostly from those that mean something in a path.</summary>
    public static Arbitrary<string> InterfaceName() =>
        (from length in Gen.Choose(1, 15)
         from characters in Gen.Elements([.. "ae09$~%#?*;&!'()[]\\\"<>|^`{}@:+=,-_.é中"]).ArrayOf(length)
         select new string(characters)).ToArbitrary();

    [Property(MaxTest = 1000)]
    public bool Path_should_be_valid_and_lead_back_to_the_name(string name)
    {
        var element = InterfacePath.Encode(name);
        return ActorPath.IsValidPathElement(element) && InterfacePath.Decode(element) == name;
    }

    [Theory]
    [InlineData("eth0")]
    [InlineData("enp0s31f6")]
    [InlineData("br-1a2b.100")]
    [InlineData("veth_a@b:1")]
    public void Path_should_be_the_name_when_the_name_is_an_ordinary_one(string name) =>
        Assert.Equal(name, InterfacePath.Encode(name));

    [Theory]
    [InlineData("$a", "~24a")]
    [InlineData("a~b", "a~7eb")]
    [InlineData("é", "~c3~a9")]
    public void Path_should_escape_other_bytes(string name, string element) => Assert.Equal(element, InterfacePath.Encode(name));

    [Theory]
    [InlineData("a~")]
    [InlineData("a~7")]
    [InlineData("a~zz")]
    public void Path_should_be_refused_when_no_name_leads_to_it(string element) =>
        Assert.Throws<FormatException>(() => InterfacePath.Decode(element));
}
