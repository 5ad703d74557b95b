using OpsMap.Server.Platform;

namespace OpsMap.Server.Evidence;

/// <summary>Words about photos and signatures (证据类提示).</summary>
internal static class WordsOfEvidence
{
    public static readonly Dictionary<string, Wording> All = new(StringComparer.Ordinal)
    {
        [Codes.EvidenceBudgetSpent] = new("您今天上传的照片和签名已达上限（{limit} 张），请明天再传或联系调度", "You have sent {limit} photos and signatures today, which is the limit"),
        [Codes.FormExpected] = new("请以表单（multipart/form-data）提交", "Send the content as multipart/form-data"),
        [Codes.ImageBroken] = new("图片不完整或已损坏，请重新拍摄", "The image is incomplete or damaged; take it again"),
        [Codes.NotAnImage] = new("仅支持 JPEG、PNG、WebP 图片", "Only JPEG, PNG and WebP images are taken"),
        [Codes.TooManyPixels] = new("图片超过 {max} 百万像素，请降低分辨率后重新拍摄", "The image has more than {max} megapixels; take it at a lower resolution"),
    };
}
