using OpsMap.Domain.Cases;
using OpsMap.Domain.Documents;

namespace OpsMap.Server.Documents.Forms;

/// <summary>What both sides agreed on (调解书): style 9.</summary>
internal static class Agreement
{
    public static IEnumerable<Block> Of(Draft d)
    {
        var r = d.Registration;
        var agreed = (CaseEvent.MediationAgreed?)d.File.Last<CaseEvent.MediationAgreed>()?.Event;
        yield return new Block.Ends(Line.Of($"投诉人：{Gap.Name}"), Line.Of($"联系电话：{Gap.Phone}"));
        yield return new Block.Flush(Line.Of($"联系地址：{Gap.Address}"));
        yield return new Block.Ends("委托代理人：＿＿＿＿＿＿", "联系电话：＿＿＿＿＿＿");
        yield return new Block.Flush(Line.Of($"被投诉人：{r.Respondent?.Name}"));
        yield return new Block.Ends(Line.Of($"法定代表人（负责人）：{d.Fields["head"] ?? "＿＿＿＿"}"), Line.Of($"联系电话：{r.Respondent?.Phone ?? "＿＿＿＿＿＿"}"));
        yield return new Block.Flush(Line.Of($"地址（经营场所）：{r.Respondent?.Address ?? r.Place}"));
        yield return new Block.Ends("委托代理人：＿＿＿＿＿＿", "联系电话：＿＿＿＿＿＿");
        yield return new Block.Flush("投诉内容及投诉请求：");
        yield return new Block.Paragraph(Line.Of($"{r.Title}。{r.Facts}"));
        if (d.Fields["request"] is { } request) yield return new Block.Paragraph(Line.Of($"投诉请求：{request}"));
        yield return new Block.Paragraph(Line.Of($"根据{d.Order}有关规定，本局组织双方当事人进行调解，双方自愿达成如下协议："));
        yield return new Block.Paragraph(Say.OrBlank(agreed?.Text));
        if (agreed?.RecoveredAmount is { } amount) yield return new Block.Paragraph(Line.Of($"为消费者挽回经济损失{Say.Money(amount)}。"));
        yield return new Block.Paragraph(Line.Of($"本调解书经双方当事人签字后生效。调解书生效后，一方当事人未履行的，另一方当事人可以依据{Law.ConsumerLaw}第三十九条规定，通过民事诉讼、仲裁等其他途径解决消费者权益争议。"));
        yield return new Block.Signatures(["投诉人（签名）", "被投诉人（签名）", "调解人员（签名）"]);
        yield return d.Sealed();
    }
}
