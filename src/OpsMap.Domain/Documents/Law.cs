using OpsMap.Domain.Cases;

namespace OpsMap.Domain.Documents;

/// <summary>The order a document cites (引用依据), by the rule set fixed when the case was received.</summary>
public static class Law
{
    public const string ConsumerLaw = "《中华人民共和国消费者权益保护法》";
    public const string ConsumerRegulation = "《中华人民共和国消费者权益保护法实施条例》";

    public static string Order(RuleSet rules) => rules is RuleSet.R20 ? "《市场监督管理投诉举报处理暂行办法》" : "《市场监督管理投诉举报处理办法》";

    public static string RefusalArticle(RuleSet rules) => rules is RuleSet.R20 ? "第十五条" : "第十六条";

    public static string EndingArticle(RuleSet rules) => rules is RuleSet.R20 ? "第二十一条第一款" : "第二十三条第一款";

    /// <summary>What the law counts: 一、二、三.</summary>
    public static string Numeral(int n) => "零一二三四五六七八九十"[n].ToString();

    /// <summary>The older order knew no refusal for identity; whoever withholds it has not provided what is needed.</summary>
    public static int ItemOf(RefusalGround ground, RuleSet rules) => rules is RuleSet.R121 ? (int)ground : ground switch
    {
        RefusalGround.N1 => 1,
        RefusalGround.N2 => 2,
        RefusalGround.N3 => 3,
        RefusalGround.N4 => 4,
        RefusalGround.N5 or RefusalGround.N6 => 5,
        RefusalGround.N7 => 6,
    };

    /// <summary>The older order counts them differently, and has death and dissolution under "other".</summary>
    public static int ItemOf(EndGround ground, RuleSet rules) => rules is RuleSet.R121 ? (int)ground : ground switch
    {
        EndGround.E1 => 1,
        EndGround.E4 => 2,
        EndGround.E2 => 3,
        EndGround.E3 => 4,
        EndGround.E5 => 5,
        EndGround.E6 => 6,
        EndGround.E7 or EndGround.E8 => 7,
    };

    /// <summary>Grounds of refusal, in the order of the article.</summary>
    public static IReadOnlyList<string> RefusalGrounds(RuleSet rules) => rules is RuleSet.R20
        ?
        [
            "投诉事项不属于市场监督管理部门职责，或者本行政机关不具有处理权限的",
            "法院、仲裁机构、市场监督管理部门或者其他行政机关、消费者协会或者依法成立的其他调解组织已经受理或者处理过同一消费者权益争议的",
            "不是为生活消费需要购买、使用商品或者接受服务，或者不能证明与被投诉人之间存在消费者权益争议的",
            "除法律另有规定外，投诉人知道或者应当知道自己的权益受到被投诉人侵害之日起超过三年的",
            "未提供本办法第九条第一款和第十条规定的材料的",
            "法律、法规、规章规定不予受理的其他情形",
        ]
        :
        [
            "投诉事项不属于市场监督管理部门职责，或者本行政机关不具有处理权限的",
            "法院、仲裁机构、市场监督管理部门或者其他行政机关、消费者协会已经受理或者处理过同一消费者权益争议的",
            "不是为生活消费需要购买、使用商品或者接受服务，或者不能证明与被投诉人之间存在消费者权益争议的",
            "除法律另有规定外，投诉人知道或者应当知道自己的权益受到被投诉人侵害之日起超过三年的",
            "未提供本办法第十条第一款、第十一条规定的材料，或者提供虚假材料的",
            "冒用他人名义或者拒不配合市场监督管理部门核验真实身份信息的",
            "法律、法规、规章规定不予受理的其他情形",
        ];

    /// <summary>Grounds of ending a mediation, in the order of the article.</summary>
    public static IReadOnlyList<string> EndingGrounds(RuleSet rules) => rules is RuleSet.R20
        ?
        [
            "投诉人撤回投诉或者双方自行和解的",
            "投诉人与被投诉人对委托承担检定、检验、检测、鉴定工作的技术机构或者费用承担无法协商一致的",
            "投诉人或者被投诉人无正当理由不参加调解，或者被投诉人明确拒绝调解的",
            "经组织调解，投诉人或者被投诉人明确表示无法达成调解协议的",
            "自投诉受理之日起四十五个工作日内投诉人和被投诉人未能达成调解协议的",
            "市场监督管理部门受理投诉后，发现存在本办法第十五条规定情形的",
            "法律、法规、规章规定的应当终止调解的其他情形",
        ]
        :
        [
            "投诉人撤回投诉或者双方自行和解的",
            "投诉人、被投诉人无正当理由不参加调解，或者明确拒绝调解的",
            "经组织调解，投诉人或者被投诉人明确表示无法达成调解协议的",
            "投诉人与被投诉人对鉴定、检测费用承担无法协商一致的",
            "自投诉受理之日起六十日内投诉人和被投诉人未能达成调解协议的",
            "市场监督管理部门受理投诉后，发现存在本办法第十六条、第四十二条规定情形的",
            "投诉人、被投诉人死亡或者主体资格灭失的",
            "法律、法规、规章规定的应当终止调解的其他情形",
        ];
}
