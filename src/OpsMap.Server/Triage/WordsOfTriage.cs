using OpsMap.Domain.Triage;
using OpsMap.Server.Platform;

namespace OpsMap.Server.Triage;

/// <summary>Words for why triage suggests what it suggests (研判理由用语).</summary>
internal static class WordsOfTriage
{
    public static readonly Dictionary<string, Wording> All = new(StringComparer.Ordinal)
    {
        [TriageReasons.WordsFound] = new("文中出现：{words}", "The text says: {words}"),
        [TriageReasons.NoWordsFound] = new("未发现行业特征词，暂按一般消费纠纷", "No word of any industry was found: a general dispute for now"),
        [TriageReasons.SaidAtIntake] = new("登记时已勾选", "Ticked when it was registered"),
        [TriageReasons.ClaimantFactorsFound] = new("有 {count} 项非生活消费因素，可转职业索赔行业研判", "{count} factors speak against daily consumption: the claims desk may look at it"),

        [TriageReasons.Visitor] = new("外地消费者", "The consumer is a visitor"),
        [TriageReasons.LeavesSoon] = new("外地消费者将在 {minutes} 分钟后离开", "The visitor leaves in {minutes} minutes"),
        [TriageReasons.LeavesBeforeArrival] = new("外地消费者 {minutes} 分钟后离开，早于到场时限：先电话调解，现场固定证据，事后远程调解",
            "The visitor leaves in {minutes} minutes, before a squad is due: mediate by telephone first, fix evidence on the spot, go on remotely"),
        [TriageReasons.BurstNearby] = new("{metres} 米、{minutes} 分钟内共 {cases} 件，建议按群体性事件处置", "{cases} cases within {metres} m and {minutes} minutes: consider opening an incident"),

        [TriageReasons.FastSituation] = new("符合快速响应情形", "A situation that calls for a fast response"),
        [TriageReasons.SafetyFirst] = new("涉及人身或财产安全，定为一级", "People or property are harmed: grade I"),
        [TriageReasons.CrowdFirst] = new("涉及群访或重大舆情，定为一级", "A crowd or public attention: grade I"),
        [TriageReasons.UrgentWords] = new("紧急程度：文中出现 {words}", "Urgency: the text says {words}"),
        [TriageReasons.ImportantWords] = new("重要性程度：文中出现 {words}", "Importance: the text says {words}"),
        [TriageReasons.MuchMoney] = new("涉及金额 {amount} 元，达到 {least} 元", "{amount} yuan in dispute, from {least} on it counts"),
        [TriageReasons.OrdinaryCase] = new("未发现紧急或重要因素", "Nothing urgent or important was found"),

        [TriageReasons.PlaceInside] = new("位置在{county}，距县区界约 {metres} 米", "The place is in {county}, about {metres} m from the border"),
        [TriageReasons.PlaceNearBorder] = new("距县区界仅约 {metres} 米（邻{others}），属地待确认，先接先办", "Only about {metres} m from the border ({others}): jurisdiction to be confirmed, whoever has it first acts"),
        [TriageReasons.PlaceOutsideCity] = new("位置在市外，距市界约 {metres} 米", "The place is outside the city, about {metres} m from its border"),
        [TriageReasons.AddressNames] = new("地址中提到{county}", "The address names {county}"),
        [TriageReasons.PlaceMissing] = new("尚无准确位置，下达指令前须在地图上标注", "No place yet: it must be pinned on the map before a directive is issued"),
        [TriageReasons.CountyDiffers] = new("位置属于{county}，登记为{said}", "The place belongs to {county}, the case is with {said}"),

        [TriageReasons.CallRescue] = new("涉及人身安全：有人员受伤或不适的，先提示拨打 120", "People may be harmed: tell the caller to dial 120 first"),
        [TriageReasons.CallPolice] = new("涉及现场冲突：提示拨打 110，并通知公安联络员", "A conflict on the spot: tell the caller to dial 110, and inform the police liaison"),
        [TriageReasons.SpecialEquipment] = new("涉及特种设备（{what}）：按特种设备事故核实，1 小时内报告，逐级上报不超过 2 小时，24 小时内录入系统；派特种设备专业分队",
            "Special equipment ({what}): verify as an accident, reported within 1 hour, each level up within 2, entered within 24; send a squad with that skill"),
        [TriageReasons.HealthLiaison] = new("疑似食物中毒等：通知卫生健康、疾控联络员，保留样品", "Food poisoning suspected: inform the health liaisons, keep samples"),

        [TriageReasons.SameNumber] = new("外部工单号相同", "The same number on another platform"),
        [TriageReasons.SamePhone] = new("投诉人电话相同", "The same telephone"),
        [TriageReasons.SameMerchant] = new("被投诉人相同", "The same merchant"),
        [TriageReasons.TextAlike] = new("内容相似度 {percent}%", "The texts are {percent}% alike"),
        [TriageReasons.Near] = new("两处相距约 {metres} 米", "About {metres} m apart"),
        [TriageReasons.AlreadyHandled] = new("该件已有处理结果", "That case has an outcome already"),

        [TriageReasons.ClaimantOften] = new("同一电话 {days} 天内投诉举报 {count} 件", "{count} cases from this telephone within {days} days"),
        [TriageReasons.ClaimantQuantity] = new("文中提到的数量达 {count}，请核对是否为生活消费（统计期 {days} 天）", "The text speaks of {count} pieces: check whether for daily consumption (period {days} days)"),
        [TriageReasons.ClaimantSameMerchant] = new("同一电话 {days} 天内就同一商家同类问题提出 {count} 件", "{count} cases of one kind about one merchant from this telephone within {days} days"),
        [TriageReasons.ClaimantsTogether] = new("{days} 天内 {count} 个电话以相近内容投诉同一商家", "{count} telephones complained about one merchant in nearly the same words within {days} days"),
        [TriageReasons.ClaimantNoPurchase] = new("未见真实购买或受损的说明：{words}", "No purchase or harm is shown: {words}"),
        [TriageReasons.ClaimantSharedPhone] = new("同一电话 {days} 天内出现 {count} 个不同姓氏", "{count} different surnames used this telephone within {days} days"),
        [TriageReasons.ClaimantSharedAddress] = new("同一联系地址 {days} 天内出现 {count} 个不同电话", "{count} different telephones gave this address within {days} days"),
        [TriageReasons.ClaimantWording] = new("诉求用语：{words}", "Wording of the claim: {words}"),
        [TriageReasons.PersonDecides] = new("以上仅为第121号令第十七条参考因素，是否受理由工作人员依法决定", "These are only factors of Order 121 art. 17; whether to accept is for a person to decide"),
    };
}
