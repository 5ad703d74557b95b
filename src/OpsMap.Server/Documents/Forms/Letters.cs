using OpsMap.Domain.Cases;
using OpsMap.Domain.Documents;

namespace OpsMap.Server.Documents.Forms;

/// <summary>The notices and decisions in letter form (通知书、决定书): styles 3 to 8 and 10.</summary>
internal static class Letters
{
    private static readonly Block TellEnd = new Block.Paragraph("特此告知。");

    public static IEnumerable<Block> Transfer(Draft d)
    {
        var what = d.Case.Kind is CaseKind.Report ? "举报" : "投诉";
        yield return new Block.Addressee(Bureaus.NameOf(d.Case.County));
        yield return new Block.Paragraph(Line.Of($"现转去{Gap.Name}于{Say.DayOf(d.Case.ReceivedAt)}关于{Say.Matter(d.Registration)}的{what}（登记编号：{d.Case.No}）。请你局按照{d.Order}的规定依法予以处理，并将处理结果于{Say.Day(d.Fields.Date("replyBy"))}前报告我局。"));
        yield return new Block.Paragraph(Line.Of($"附：相关材料{d.Fields["enclosures"] ?? "＿＿"}份，共{d.Fields["pages"] ?? "＿＿"}页。"));
        yield return d.Sealed();
    }

    public static IEnumerable<Block> Acceptance(Draft d)
    {
        yield return new Block.Addressee(Gap.Addressee);
        yield return new Block.Paragraph(Line.Of($"我局于{Say.DayOf(d.Case.ReceivedAt)}收到你关于{Say.Matter(d.Registration)}的投诉。经审查，符合{d.Order}规定的受理条件，我局决定受理。"));
        yield return new Block.Paragraph(Line.Of($"联系人：{d.Blank("contact")}；联系电话：{d.Blank("phone")}。"));
        yield return TellEnd;
        yield return d.Sealed();
    }

    public static IEnumerable<Block> Mediation(Draft d)
    {
        yield return new Block.Addressee(Gap.Addressee);
        yield return new Block.Paragraph(Line.Of($"关于{Say.Matter(d.Registration)}的投诉，我局已经受理，根据{d.Order}的规定，现组织双方当事人进行现场调解。请于{Say.Minute(d.Fields.Instant("at"))}到{d.Blank("place")}参加调解。无正当理由不参加调解的，我局将依法终止调解。"));
        yield return new Block.Paragraph(Line.Of($"请携带以下材料：1. 身份证明材料；2. {d.Fields["bring"] ?? "与争议有关的票据、凭证等证明材料"}。"));
        yield return new Block.Paragraph(Line.Of($"如果您认为调解人员是投诉人或者被投诉人的近亲属或者有其他利害关系，可能影响公正处理投诉的，可以自收到本通知书之日起{d.Fields["recusalDays"] ?? "＿"}日内对调解人员提出回避申请。"));
        yield return new Block.Paragraph(Line.Of($"调解人员：{d.Blank("mediator")}；联系电话：{d.Blank("phone")}。"));
        yield return new Block.Paragraph("特此通知。");
        yield return d.Sealed();
    }

    public static IEnumerable<Block> Identity(Draft d)
    {
        var asked = (CaseEvent.MaterialsRequested)d.File.Last<CaseEvent.MaterialsRequested>()!.Event;
        yield return new Block.Addressee(Gap.Addressee);
        yield return new Block.Paragraph(Line.Of($"根据{Law.ConsumerRegulation}第四十六条第一款的规定，消费者和经营者发生消费争议向市场监督管理部门或者其他有关行政部门投诉的，应当提供真实身份信息等材料。"));
        yield return new Block.Paragraph(Line.Of($"根据{d.Order}第十条第三款的规定，请你在{Say.Day(asked.By)}前向我局提供以下身份证明材料。"));
        yield return new Block.Paragraph(asked.What);
        yield return new Block.Paragraph(Line.Of($"逾期未提供或提供虚假材料的，我局将根据{d.Order}第十条、第十六条的规定，对投诉依法不予受理。"));
        yield return new Block.Paragraph(Line.Of($"联系电话：{d.Blank("phone")}；通信地址：{d.Blank("address")}。"));
        yield return d.Sealed();
    }

    public static IEnumerable<Block> Refusal(Draft d)
    {
        var refused = (CaseEvent.ComplaintNotAccepted)d.File.Last<CaseEvent.ComplaintNotAccepted>()!.Event;
        var rules = d.Case.RuleSet;
        yield return new Block.Addressee(Gap.Addressee);
        yield return new Block.Paragraph(Line.Of($"我局于{Say.DayOf(d.Case.ReceivedAt)}收到你关于{Say.Matter(d.Registration)}的投诉。经审查，属以下第〔{Law.Numeral(Law.ItemOf(refused.Ground, rules))}〕项情形，依据{d.Order}{Law.RefusalArticle(rules)}的规定，我局决定不予受理。"));
        foreach (var item in Listed(Law.RefusalGrounds(rules))) yield return item;
        yield return new Block.Paragraph(Line.Of($"理由：{refused.Reasons}"));
        yield return new Block.Paragraph(Line.Of($"你还可以按照{Law.ConsumerLaw}第三十九条规定的其他途径解决消费者权益争议。{refused.Remedies}"));
        yield return TellEnd;
        yield return d.Sealed();
    }

    public static IEnumerable<Block> Ending(Draft d)
    {
        var ended = (CaseEvent.MediationEnded)d.File.Last<CaseEvent.MediationEnded>()!.Event;
        var rules = d.Case.RuleSet;
        yield return new Block.Addressee(Gap.Addressee);
        yield return new Block.Paragraph(Line.Of($"经审查，关于{Say.Matter(d.Registration)}投诉的调解过程中出现以下第〔{Law.Numeral(Law.ItemOf(ended.Ground, rules))}〕项情形，依据{d.Order}{Law.EndingArticle(rules)}的规定，我局决定终止调解。"));
        foreach (var item in Listed(Law.EndingGrounds(rules))) yield return item;
        yield return new Block.Paragraph(Line.Of($"投诉人、被投诉人对市场监督管理部门作出的终止调解决定、调解结果不服的，可以按照{Law.ConsumerLaw}第三十九条规定，通过民事诉讼、仲裁等其他途径解决消费者权益争议。"));
        yield return TellEnd;
        yield return d.Sealed();
    }

    public static IEnumerable<Block> Result(Draft d)
    {
        yield return new Block.Addressee(Gap.Addressee);
        yield return new Block.Paragraph(Line.Of($"关于{Say.Matter(d.Registration)}的举报，我局已依法处理。根据{d.Blank("basis")}规定，现将处理结果告知如下："));
        yield return new Block.Paragraph(d.Blank("result"));
        yield return TellEnd;
        yield return d.Sealed();
    }

    private static IEnumerable<Block> Listed(IReadOnlyList<string> grounds) =>
        grounds.Select((ground, i) => new Block.Paragraph($"（{Law.Numeral(i + 1)}）{ground}{(i == grounds.Count - 1 ? "。" : "；")}"));
}
