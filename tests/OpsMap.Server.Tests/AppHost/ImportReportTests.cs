using System.Text.Json;
using OpsMap.AppHost.Commands;
using Xunit;

namespace OpsMap.Server.Tests.AppHost;

public sealed class ImportReportTests
{
    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("@cmd", "'@cmd")]
    [InlineData("-2,5", "\"'-2,5\"")]
    [InlineData("say \"hi\"", "\"say \"\"hi\"\"\"")]
    [InlineData("食品", "食品")]
    public void A_cell_never_runs_in_a_spreadsheet(string value, string cell) => Assert.Equal(cell, ImportReport.Cell(value));

    [Fact]
    public void Each_bad_line_has_its_number_field_reason_and_value()
    {
        var bad = JsonDocument.Parse("""[{"line":7,"field":"phone","reason":"too-long","value":"1,2"},{"line":9,"field":"title","reason":"required"}]""");
        Assert.Equal(["line,field,reason,value", "7,phone,too-long,\"1,2\"", "9,title,required,"], ImportReport.Lines(bad.RootElement.EnumerateArray()));
    }
}
