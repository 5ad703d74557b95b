using System.Text.Json.Serialization;

namespace OpsMap.Server.Documents;

/// <summary>The content of a document as data (文书内容): every word that will be read, and gaps where the complainant's own data go.</summary>
public sealed record Paper(string Title, IReadOnlyList<Block> Blocks);

/// <summary>One piece of a page, from top to bottom.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Addressee), "addressee")]
[JsonDerivedType(typeof(Paragraph), "paragraph")]
[JsonDerivedType(typeof(Flush), "flush")]
[JsonDerivedType(typeof(Ends), "ends")]
[JsonDerivedType(typeof(Table), "table")]
[JsonDerivedType(typeof(Signatures), "signatures")]
[JsonDerivedType(typeof(Seal), "seal")]
public abstract record Block
{
    private Block() { }

    /// <summary>To whom (主送): flush left, with its colon.</summary>
    public sealed record Addressee(Line Name) : Block;

    /// <summary>Indented by two characters.</summary>
    public sealed record Paragraph(Line Text) : Block;

    /// <summary>Not indented.</summary>
    public sealed record Flush(Line Text) : Block;

    /// <summary>One at the left end of the line, one at the right.</summary>
    public sealed record Ends(Line Left, Line Right) : Block;

    public sealed record Table(IReadOnlyList<Row> Rows) : Block;

    /// <summary>Places to sign, with a date below each.</summary>
    public sealed record Signatures(IReadOnlyList<string> Labels) : Block;

    /// <summary>Where the seal (印章) goes: over the bureau's name and the date.</summary>
    public sealed record Seal(string Bureau, DateOnly Day) : Block;
}

/// <summary>A row of a table of twelve columns.</summary>
public sealed record Row(IReadOnlyList<Cell> Cells);

/// <summary>A cell: how wide, how high, and how it looks.</summary>
public sealed record Cell(Line Text, int Wide, int High = 1, CellLook Look = CellLook.Value);

/// <summary>A label, a label written downwards, a value, or a value with room for long text.</summary>
public enum CellLook { Value, Head, Upright, Roomy }

/// <summary>Where the complainant's data go; what stands there depends on whose copy it is.</summary>
public enum Gap { Name, Phone, Address, IdType, IdNo, Addressee }

/// <summary>A run of text, or a gap.</summary>
public sealed record Piece(string? Text = null, Gap? Gap = null);
