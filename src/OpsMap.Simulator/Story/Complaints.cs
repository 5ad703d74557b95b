using static OpsMap.Domain.Triage.Industry;
using static OpsMap.Domain.Triage.Situation;
using static OpsMap.Simulator.Story.Venue;

namespace OpsMap.Simulator.Story;

/// <summary>The complaints (投诉) of an ordinary day, by industry.</summary>
public static class Complaints
{
    public static IReadOnlyList<Matter> All { get; } =
    [
        new(Food, Restaurant, "堂食菜品吃出异物", "消费者在{店}就餐时发现菜中有金属丝，商家只同意免该道菜，消费者要求退还餐费{额}元并赔偿，双方仍在现场。", 68, 460, OnSceneDispute, EvidencePreservation),
        new(Food, Takeaway, "外卖餐品有异物", "消费者在{店}订购外卖，食用时发现异物，联系商家被推给平台，要求退款{额}元并查看后厨，餐品仍保留。", 22, 96, EvidencePreservation),
        new(Food, Restaurant, "就餐后多人腹痛", "消费者一行六人在{店}聚餐，约两小时后三人出现腹痛呕吐，已到医院就诊，剩余菜品商家正准备清理，餐费{额}元。", 300, 980, SafetyHarm, EvidencePreservation),
        new(Food, Supermarket, "购买的面包超过保质期", "消费者在{店}购买面包，回家发现已过保质期两天，持小票返回要求按规定赔偿，商家称系临时工上架，金额{额}元，货架上还有同批次商品。", 9, 60, OnSceneDispute, EvidencePreservation),
        new(Food, Restaurant, "婚宴退订定金不退", "消费者提前一个月退订{店}婚宴，商家以合同约定为由不退定金{额}元，未提示该条款，要求调解。", 2000, 8000),
        new(Food, Market, "散装牛肉疑似掺假", "消费者在{店}购买熟牛肉{额}元，口感异常怀疑掺有其他肉类，商家拒绝出示进货票据，要求现场取样。", 80, 420, EvidencePreservation),
        new(Food, Scenic, "景区餐饮结账与菜单不符", "外地游客在{店}用餐，菜单标价与结账价不一致，多收{额}元，商家称节假日调价，游客即将乘车离开。", 60, 380, VisitorShortStay, OnSceneDispute),

        new(Drug, Pharmacy, "药店售出近效期药品未告知", "消费者在{店}购买感冒药，发现距失效不足一个月且未告知，要求退货{额}元，药店以药品售出不退为由拒绝。", 26, 180, OnSceneDispute),
        new(Drug, Pharmacy, "药店搭售保健品", "老年消费者在{店}买降压药时被推销保健品，共支付{额}元，家属认为夸大疗效，要求退还保健品款项。", 320, 3600, OnSceneDispute),
        new(Drug, Pharmacy, "处方药未凭处方销售", "消费者反映在{店}未出示处方即购得抗生素，服用后皮肤过敏，药费{额}元，要求核实并承担就诊费用。", 30, 260, SafetyHarm, EvidencePreservation),

        new(MedicalDevice, DeviceShop, "血压计测量不准拒绝退换", "消费者在{店}购买电子血压计{额}元，与医院测量相差较大，商家以已拆封为由拒绝退换。", 150, 520),
        new(MedicalDevice, DeviceShop, "理疗仪宣传与说明书不符", "消费者听{店}讲座后购买理疗仪{额}元，宣传可治颈椎病，说明书无此适用范围，现场还有多名老人等待付款。", 980, 6800, MassOrPublicOpinion, OnSceneDispute),
        new(MedicalDevice, DeviceShop, "助听器验配后无效果", "消费者在{店}验配助听器{额}元，佩戴一周无改善，店方只同意更换耳塞，要求退货。", 1800, 7600),

        new(Retail, Supermarket, "超市结账价高于货架标价", "消费者在{店}购物，货架标价与收银扫码价不一致，多收{额}元，收银员拒绝退差价，消费者仍在收银台。", 5, 48, OnSceneDispute, EvidencePreservation),
        new(Retail, Supermarket, "促销赠品未兑现", "{店}宣传满额赠电饭煲，消费者购物{额}元后被告知赠品已送完，宣传单未注明数量，要求兑现或退货。", 388, 1280, OnSceneDispute),
        new(Retail, Supermarket, "购物卡余额不予退还", "消费者持{店}购物卡，余额{额}元，店面即将装修停业，商家只同意消费完，不退余额。", 200, 2000),
        new(Retail, Supermarket, "存包柜物品丢失", "消费者在{店}存包后物品被他人取走，损失约{额}元，商场称概不负责，要求调取监控。", 200, 1500, EvidencePreservation),

        new(ProfessionalClaim, Supermarket, "同一购买人批量购买标签瑕疵食品索赔", "投诉人在{店}购买多件预包装食品，称标签营养成分表不规范，要求十倍赔偿，货款{额}元。", 300, 1600),
        new(ProfessionalClaim, Takeaway, "网店宣传用语索赔", "投诉人称{店}页面使用绝对化用语，购买后要求退一赔三，货款{额}元，商家已修改页面。", 99, 900),

        new(GeneralDispute, Salon, "预付卡商家拒绝退费", "消费者在{店}办理预付卡，余额{额}元，商家以活动卡不退为由拒绝，现场发生争执。", 500, 5800, OnSceneDispute),
        new(GeneralDispute, Hotel, "酒店临时取消订单拒绝退款", "外地游客已付款预订{店}，到店被告知满房，拒退房费{额}元，游客今晚须另寻住处。", 180, 880, VisitorShortStay, OnSceneDispute),
        new(GeneralDispute, Scenic, "观光车排队过长要求退票", "游客在{店}购买观光车票，排队两小时未能乘车，要求退票{额}元，窗口称概不退票，现场聚集数十名游客。", 40, 320, MassOrPublicOpinion, VisitorShortStay),
        new(GeneralDispute, Training, "培训机构停课不退费", "{店}已停课一周，多名家长要求退还剩余课时费，个人涉及{额}元，门店今日张贴转让告示，家长聚集门前。", 1500, 9800, MassOrPublicOpinion, EvidencePreservation),
        new(GeneralDispute, Salon, "美容项目结账时加价", "消费者在{店}体验98元项目，结束后被要求补交产品费{额}元，不付款不让离店。", 600, 3980, OnSceneDispute, SafetyHarm),
        new(GeneralDispute, Furniture, "家装公司逾期拒退定金", "消费者与{店}签订家装合同后一直未开工，要求退还定金{额}元，门店称已下料，拒绝退还。", 3000, 20000, OnSceneDispute),
        new(GeneralDispute, Clothes, "衣物干洗损坏赔偿争议", "消费者送{店}干洗的大衣起泡脱色，商家只愿赔洗衣费五倍，购价{额}元，要求协商赔偿。", 600, 3200),
        new(GeneralDispute, Phones, "套餐被擅自变更扣费", "消费者反映{店}未经同意为其开通增值业务，多扣费{额}元，要求退费并取消业务。", 30, 480),
        new(GeneralDispute, Hotel, "旅客在宾馆浴室滑倒受伤", "旅客在{店}浴室滑倒扭伤，地面未设防滑垫，医疗费{额}元，明早返程，要求先行协商。", 300, 2600, SafetyHarm, VisitorShortStay),

        new(Auto, CarDealer, "二手车隐瞒事故车况", "消费者在{店}购得二手车，保养时发现曾更换纵梁，合同承诺无重大事故，车价{额}元，要求退车，合同原件在店内。", 28000, 98000, EvidencePreservation, OnSceneDispute),
        new(Auto, Garage, "维修增项未经同意", "外地车主行至本地车辆故障，{店}未告知即更换多个部件，要价{额}元，不付款不放车，车主急于赶路。", 600, 5600, VisitorShortStay, OnSceneDispute),
        new(Auto, CarDealer, "购车定金不予退还", "消费者在{店}交付购车定金{额}元，贷款未通过，合同约定可退，店方以内勤休假为由拖延。", 2000, 10000),
        new(Auto, Garage, "电动车刹车失灵", "消费者在{店}购买的电动自行车使用三天刹车失灵摔伤，车价{额}元，店方称系调试问题拒绝检测。", 1900, 4200, SafetyHarm, EvidencePreservation),

        new(RealEstate, Developer, "认购金退还拖延", "消费者在{店}交纳认购金{额}元，因贷款条件不符申请退款已两月，售楼部一再推迟。", 5000, 30000),
        new(RealEstate, Developer, "交房标准与样板间不符", "十余户业主在{店}售楼部反映交付标准与宣传不符，要求公示合同附件，现场情绪激动，涉及装修差价约{额}元。", 8000, 46000, MassOrPublicOpinion, OnSceneDispute),

        new(Price, Fuel, "加油站油价与公示不一致", "车主在{店}加油，油机单价高于公示牌，多付{额}元，要求退差价并核对公示。", 8, 60, OnSceneDispute, EvidencePreservation),
        new(Price, Scenic, "景区停车收费与公示不符", "游客在{店}停车被收{额}元，公示牌为10元，收费员不提供票据，游客须赶当日返程。", 20, 60, VisitorShortStay, EvidencePreservation),
        new(Price, Hotel, "节日期间房价超出标价", "游客在{店}入住被告知房价上涨，前台标价牌未更新，多收{额}元。", 100, 480, VisitorShortStay, OnSceneDispute),
        new(Price, Supermarket, "虚构原价打折", "消费者反映{店}先提价后打折，小票显示一周前售价更低，差额{额}元，要求退差。", 10, 160),

        new(ProductQuality, Phones, "新购手机频繁死机", "消费者在{店}购买手机{额}元，七日内多次死机，店方要求先检测十五天，消费者要求按三包更换。", 1299, 5299, OnSceneDispute),
        new(ProductQuality, Furniture, "新购沙发开裂异味大", "消费者在{店}购买沙发{额}元，使用半月开裂且异味刺鼻，商家称属正常现象拒绝检测。", 1800, 7600),
        new(ProductQuality, Clothes, "羽绒服填充物不符", "消费者在{店}购买羽绒服{额}元，吊牌标注白鹅绒，疑为其他填充物，要求送检或退货。", 399, 1680),
        new(ProductQuality, Market, "燃气灶使用中漏气", "消费者在{店}购买燃气灶{额}元，安装后检测漏气，已关阀，店内同款仍在销售。", 260, 1280, SafetyHarm, EvidencePreservation),
        new(ProductQuality, Market, "电热毯冒烟", "消费者在{店}购买电热毯{额}元，首次使用冒烟烧焦被褥，无人员受伤，店内同批次仍在售。", 69, 230, SafetyHarm, EvidencePreservation, Other),
    ];
}
