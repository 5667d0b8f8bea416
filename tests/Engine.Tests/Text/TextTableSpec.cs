using NetMonitor.Engine.Text;

namespace NetMonitor.Engine.Tests.Text;

public sealed class TextTableSpec
{
    [Fact]
    public void TextTable_should_align_figures_to_the_right_and_leave_no_blanks_at_the_end()
    {
        var table = new TextTable(("name", false), ("packets", true), ("reason", false));
        table.Row("a", "1", "long enough");
        table.Line("a line that is longer than everything else");
        table.Row("longer", "12345678", "");

        Assert.Equal(
            """
            name     packets  reason
            a              1  long enough
            a line that is longer than everything else
            longer  12345678

            """,
            table.ToString());
    }

    [Fact]
    public void TextTable_should_set_units_below_each_other()
    {
        var table = new TextTable(("name", false), ("bytes", true));
        table.Row("a", "61.0 kB");
        table.Row("b", "30 B");
        table.Row("c", "-");

        var expected = "name    bytes\na     61.0 kB\nb       30 B\nc        -\n";
        Assert.Equal(expected, table.ToString());
        Assert.Equal(expected, table.ToString());
    }

    [Fact]
    public void TextTable_should_pass_on_nothing_that_steers_a_terminal()
    {
        var table = new TextTable(("name", false));
        table.Row("\u001b[31meth0\n");
        table.Line("\u009beth1");

        Assert.Equal("name\n?[31meth0?\n?eth1\n", table.ToString());
    }

    [Fact]
    public void TextTable_should_refuse_a_row_of_another_width() =>
        Assert.Throws<ArgumentException>(() => new TextTable(("name", false), ("packets", true)).Row("a"));
}
