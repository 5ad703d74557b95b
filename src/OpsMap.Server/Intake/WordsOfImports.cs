using OpsMap.Server.Platform;

namespace OpsMap.Server.Intake;

/// <summary>Words for files that cannot be imported (导入提示).</summary>
internal static class WordsOfImports
{
    public static readonly Dictionary<string, Wording> All = new(StringComparer.Ordinal)
    {
        [UnreadableFileException.Empty] = new("文件为空", "The file is empty"),
        [UnreadableFileException.TooLarge] = new("文件超过大小限制", "The file is larger than allowed"),
        [UnreadableFileException.TooManyRows] = new("文件行数超过限制，请分批导入", "The file has too many rows; import it in parts"),
        [UnreadableFileException.TooManyColumns] = new("文件列数超过限制", "The file has too many columns"),
        [UnreadableFileException.Encoding] = new("无法识别文件编码，请另存为 UTF-8 或 GB18030", "The encoding is neither UTF-8 nor GB18030"),
        [UnreadableFileException.OldExcel] = new("不支持旧版或加密的 Excel 文件，请另存为 .xlsx", "Old or encrypted Excel files are not supported; save it as .xlsx"),
        [UnreadableFileException.Broken] = new("文件已损坏，无法读取", "The file is damaged"),
        [UnreadableFileException.ZipBomb] = new("文件解压后体积异常，已拒绝", "The file unpacks to an unreasonable size"),
        [UnreadableFileException.Headings] = new("表头缺少必需的列：{detail}", "The headings lack: {detail}"),
        [UnreadableFileException.Mapping] = new("表头对照文件不正确：{detail}", "The mapping file is not valid: {detail}"),
        [UnreadableFileException.NotAForm] = new("请以表单方式上传文件", "Send the file as multipart form data"),
    };
}
