using System.Collections.Frozen;

namespace OpsMap.Domain.Triage;

/// <summary>A code as people read it: Chinese, English, and one character where space is short.</summary>
public sealed record Naming(string Zh, string En, string Glyph);

/// <summary>Names of every code of triage (代码表).</summary>
public static class Names
{
    public static FrozenDictionary<Industry, Naming> Industries { get; } = new Dictionary<Industry, Naming>
    {
        [Industry.Food] = new("食品", "Food", "食"),
        [Industry.Drug] = new("药品", "Drugs", "药"),
        [Industry.MedicalDevice] = new("医疗器械", "Medical devices", "械"),
        [Industry.Retail] = new("商超", "Shops and supermarkets", "超"),
        [Industry.ProfessionalClaim] = new("职业索赔", "Professional claims", "索"),
        [Industry.GeneralDispute] = new("一般消费纠纷", "General consumer disputes", "消"),
        [Industry.Auto] = new("汽车", "Cars", "车"),
        [Industry.RealEstate] = new("房地产", "Real estate", "房"),
        [Industry.Price] = new("价格", "Prices", "价"),
        [Industry.ProductQuality] = new("产品质量", "Product quality", "质"),
    }.ToFrozenDictionary();

    public static FrozenDictionary<Situation, Naming> Situations { get; } = new Dictionary<Situation, Naming>
    {
        [Situation.OnSceneDispute] = new("消费现场发生争议且当场投诉举报", "Dispute on the spot", "现"),
        [Situation.EvidencePreservation] = new("需要当下固定证据", "Evidence must be fixed now", "证"),
        [Situation.VisitorShortStay] = new("外地消费者在当地停留时间有限", "Visitor with little time", "客"),
        [Situation.SafetyHarm] = new("人身或财产安全受到侵害", "Harm to person or property", "安"),
        [Situation.MassOrPublicOpinion] = new("群访或重大舆情", "Crowd or public attention", "群"),
        [Situation.Other] = new("其他需要快速处置", "Other urgent matter", "他"),
    }.ToFrozenDictionary();

    public static FrozenDictionary<Capability, Naming> Capabilities { get; } = new Dictionary<Capability, Naming>
    {
        [Capability.Food] = new("食品", "Food", "食"),
        [Capability.Catering] = new("餐饮", "Catering", "餐"),
        [Capability.Drug] = new("药品", "Drugs", "药"),
        [Capability.Device] = new("医疗器械", "Medical devices", "械"),
        [Capability.SpecialEquipment] = new("特种设备", "Special equipment", "特"),
        [Capability.Price] = new("价格", "Prices", "价"),
        [Capability.Quality] = new("产品质量", "Product quality", "质"),
        [Capability.Auto] = new("汽车", "Cars", "车"),
        [Capability.RealEstate] = new("房地产", "Real estate", "房"),
        [Capability.General] = new("综合", "General", "综"),
    }.ToFrozenDictionary();
}
