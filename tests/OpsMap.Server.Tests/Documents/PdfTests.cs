using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpsMap.Server.Tests.Access;
using Xunit;

namespace OpsMap.Server.Tests.Documents;

public sealed partial class PdfTests(Node node) : IClassFixture<Node>, IDisposable
{
    private readonly Office _office = new(node);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _office.Dispose();

    [Fact]
    public async Task A_decision_is_one_page_of_A4_with_its_fonts_in_it()
    {
        var document = await _office.Issue(await _office.Accepted(), "acceptance", Office.Contact);
        var pdf = await Pdf(document);
        Save(document, pdf);
        Assert.Equal(1, Pages(pdf));
        Assert.All(Sizes(pdf), size => Assert.Equal((595, 842), size));
        // the glyphs of a CFF font come as drawings of their own, those of others as a font file
        Assert.True(pdf.Contains("/Type3", StringComparison.Ordinal) || pdf.Contains("/FontFile", StringComparison.Ordinal));
        Assert.Contains("/ToUnicode", pdf, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_long_text_goes_on_over_more_pages_and_the_directive_fits_two()
    {
        var id = await _office.Case();
        Assert.InRange(Pages(await Pdf(await _office.Issue(id, "complaintForm", new { request = new string('请', 10_000) }))), 5, 30);
        foreach (var (kind, fields, pages) in new[] { ("complaintForm", (object?)new { request = "退还多收费用268.50元。" }, 1), ("mediationAgreement", null, 2) })
        {
            var other = await _office.Issue(await _office.Agreed(), kind, fields);
            var printed = await Pdf(other);
            Save(other, printed);
            Assert.Equal(pages, Pages(printed));
        }
        var directive = await _office.Issue(await _office.Directed(toTheEnd: true), "directive");
        var pdf = await Pdf(directive);
        Save(directive, pdf);
        Assert.InRange(Pages(pdf), 1, 2);
    }

    [Fact]
    public async Task Many_at_once_are_printed_one_after_another_and_nothing_is_left_behind()
    {
        var document = await _office.Issue(await _office.Accepted(), "acceptance", Office.Contact);
        var pdfs = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Pdf(document)));
        Assert.All(pdfs, pdf => Assert.Equal(1, Pages(pdf)));
        Assert.Empty(Directory.GetDirectories(Path.GetTempPath(), "opsmap-print-*"));
    }

    [Fact]
    public async Task Without_chromium_the_answer_says_what_to_do()
    {
        var document = await _office.Issue(await _office.Accepted(), "acceptance", Office.Contact);
        var configuration = node.Services.GetRequiredService<IConfiguration>();
        configuration["CHROMIUM"] = "/nowhere/chromium";
        try
        {
            await (await (await _office.County()).Get($"/api/documents/{document.GetProperty("id").GetString()}/pdf")).Problem(503, "print-unavailable");
        }
        finally
        {
            configuration["CHROMIUM"] = null;
        }
    }

    private async Task<string> Pdf(System.Text.Json.JsonElement document)
    {
        using var answer = await (await _office.County()).Get($"/api/documents/{document.GetProperty("id").GetString()}/pdf");
        var bytes = await answer.Content.ReadAsByteArrayAsync(Cancel);
        Assert.True(answer.IsSuccessStatusCode, Encoding.UTF8.GetString(bytes));
        Assert.Equal("application/pdf", answer.Content.Headers.ContentType?.MediaType);
        Assert.EndsWith(".pdf", answer.Content.Headers.ContentDisposition?.FileNameStar, StringComparison.Ordinal);
        // one character a byte, so that the structure can be read as text
        return Encoding.Latin1.GetString(bytes);
    }

    private static int Pages(string pdf) => PageObject().Count(pdf);

    private static IEnumerable<(int, int)> Sizes(string pdf) => MediaBox().Matches(pdf).Select(m => (Round(m.Groups["w"].Value), Round(m.Groups["h"].Value)));

    private static int Round(string points) => (int)Math.Round(double.Parse(points, CultureInfo.InvariantCulture));

    /// <summary>Kept for the eye where a folder is given.</summary>
    private static void Save(System.Text.Json.JsonElement document, string pdf)
    {
        if (Environment.GetEnvironmentVariable("OPSMAP_TEST_OUTPUT") is { Length: > 0 } folder) File.WriteAllBytes(Path.Combine(folder, $"{document.GetProperty("kind").GetString()}.pdf"), Encoding.Latin1.GetBytes(pdf));
    }

    [GeneratedRegex(@"/Type\s*/Page(?![s\w])", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PageObject();

    [GeneratedRegex(@"/MediaBox\s*\[\s*0\s+0\s+(?<w>[\d.]+)\s+(?<h>[\d.]+)\s*\]", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex MediaBox();
}
