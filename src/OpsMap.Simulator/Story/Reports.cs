using static OpsMap.Domain.Triage.Industry;
using static OpsMap.Domain.Triage.Situation;
using static OpsMap.Simulator.Story.Venue;

namespace OpsMap.Simulator.Story;

/// <summary>What people report (举报): a breach of the law rather than a loss of their own.</summary>
public static class Reports
{
    public static IReadOnlyList<Matter> All { get; } =
    [
        new(Food, Restaurant, "举报后厨使用过期调料", "举报人称{店}后厨正在使用超过保质期的调料，今日仍在营业，如不及时查看可能被处理掉。", 0, 0, EvidencePreservation),
        new(Food, Takeaway, "举报无证加工外卖", "举报人反映{店}证照与实际经营地址不符，在民房内加工外卖餐食，每日中午集中出餐。", 0, 0, EvidencePreservation),
        new(Food, Market, "举报销售无检疫标识肉品", "举报人称{店}今晨到货一批无检疫标识的猪肉，正在分割销售。", 0, 0, EvidencePreservation, SafetyHarm),
        new(Drug, Pharmacy, "举报药师不在岗销售处方药", "举报人称{店}执业药师长期不在岗，仍销售处方药，未悬挂不在岗提示牌。", 0, 0),
        new(MedicalDevice, DeviceShop, "举报会销虚假宣传", "举报人反映{店}正在组织老年人听课，宣称器械可治百病，当场收款。", 0, 0, MassOrPublicOpinion, EvidencePreservation),
        new(Retail, Supermarket, "举报电子秤作弊", "举报人称{店}电子秤重量偏大，已自带砝码比对，摊位仍在经营。", 0, 0, EvidencePreservation),
        new(GeneralDispute, Salon, "举报无照经营预付卡", "举报人反映{店}未亮照经营并大量办理预付卡，近日有搬离迹象。", 0, 0, EvidencePreservation, Other),
        new(Auto, Garage, "举报使用翻新配件", "举报人称{店}以翻新件冒充原厂件更换，旧件堆放在后院。", 0, 0, EvidencePreservation),
        new(RealEstate, Developer, "举报售楼广告违法", "举报人称{店}户外广告含升值承诺和不实学区宣传。", 0, 0),
        new(Price, Fuel, "举报未明码标价", "举报人反映{店}未按规定公示价格，便利店商品无标价签。", 0, 0),
        new(ProductQuality, Market, "举报销售假冒电线", "举报人称{店}销售的电线线径不足、涉嫌冒用商标，今日有大宗出货。", 0, 0, EvidencePreservation, SafetyHarm),
        new(ProfessionalClaim, Supermarket, "举报食品标签不合规", "举报人批量举报{店}预包装食品标签不合规，并要求书面告知处理结果。", 0, 0),
    ];
}
