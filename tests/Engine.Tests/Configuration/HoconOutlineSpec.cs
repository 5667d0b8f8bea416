using NetMonitor.Engine.Configuration;

namespace NetMonitor.Engine.Tests.Configuration;

public sealed class HoconOutlineSpec
{
    [Theory]
    [InlineData("", "")]
    [InlineData("# nothing\n// here\n", "")]
    [InlineData("a = 1", "a")]
    [InlineData("a : 1\nb.c = x", "a b.c")]
    [InlineData("a { b { c = 1 }\n d = 2 }", "a.b.c a.d")]
    [InlineData("a = { b = 1 }", "a.b")]
    [InlineData("{ a = 1 }", "a")]
    [InlineData("a = 1, b = 2", "a b")]
    [InlineData("a = [1, 2,\n 3]\nb = []", "a b")]
    [InlineData("a = \"x { y\"\nb = \"say \\\"hi\\\"\"", "a b")]
    [InlineData("a = \"\"\"x }\n y\"\"\"\nb = 2", "a b")]
    [InlineData("\"a.b\" { c = 1 }", "\"a.b\".c")]
    [InlineData("a = ${b.c} text # and a comment\nb { c = 1 }", "a b.c")]
    [InlineData("a = 10.0.0.1:80 // not a value\nb = x", "a b")]
    [InlineData("a {}\n", "")]
    public void HoconOutline_should_list_every_assignment(string text, string paths) =>
        Assert.Equal(paths, string.Join(' ', HoconOutline.Read(text).Select(key => key.Path)));

    [Fact]
    public void HoconOutline_should_tell_lists_and_lines() => Assert.Equal(
        [new HoconKey("a.b", true, 2), new HoconKey("a.c", false, 4)],
        HoconOutline.Read("a {\n  b = [1,\n 2]\n  c = x\n}").AsEnumerable());

    [Theory]
    [InlineData("a {\n  b = 1\n", "1:3: this brace is never closed")]
    [InlineData("a = 1\n}\nb = 2", "2:1: a closing brace without an opening one")]
    [InlineData("a = [1, 2\n", "1:5: this bracket is never closed")]
    [InlineData("a : { b : [ } ]", "1:13: expected a closing bracket, found '}'")]
    [InlineData("a = 5 ]", "1:7: unexpected ']'")]
    [InlineData("a { b = 1 ] }", "1:11: expected a closing brace, found ']'")]
    [InlineData("a = \"x\nb = 2", "1:5: this string is not closed on its line")]
    [InlineData("a = \"x", "1:5: this string is never closed")]
    [InlineData("a = \"\"\"x\n", "1:5: this string is never closed")]
    [InlineData("a {\n  interval 5s\n  mode = auto\n}", "2:12: expected '=' after 'a.interval'")]
    [InlineData("a = \nb = 2", "1:5: 'a' has no value")]
    [InlineData("a", "1:2: expected '=' after 'a'")]
    [InlineData("= 3", "1:1: expected a key, found '='")]
    [InlineData("a += 3", "1:3: '+=' is not supported; write the whole list")]
    [InlineData("include \"other.conf\"", "1:9: include is not supported")]
    [InlineData("a = ${?HOME}", "1:5: '${?...}' is not supported; environment variables named NETMONITOR_... are read by themselves")]
    [InlineData("a = ${b", "1:5: this substitution is never closed")]
    [InlineData("[1]", "1:1: expected a key, found '['")]
    public void HoconOutline_should_name_the_place_when_the_text_is_malformed(string text, string message) =>
        Assert.Equal(message, Assert.Throws<MalformedHocon>(() => HoconOutline.Read(text)).Message);

    [Fact]
    public void HoconOutline_should_end_for_every_text_cut_short_anywhere()
    {
        for (var length = 0; length < ReferenceConfiguration.Text.Length; length++)
        {
            try
            {
                _ = HoconOutline.Read(ReferenceConfiguration.Text[..length]);
            }
            catch (MalformedHocon)
            {
                // Either answer will do; not to come back would not.
            }
        }
    }
}
