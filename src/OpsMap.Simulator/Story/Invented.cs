using System.Globalization;
using OpsMap.Domain.Cases;
using OpsMap.Simulator.Chance;

namespace OpsMap.Simulator.Story;

/// <summary>Invented merchants and people; each says 演示, and the phones are of a form nobody is given.</summary>
public static class Invented
{
    private const string Mark = "(演示)";

    private static readonly string[] _house = ["顺和", "福满", "晋香", "聚兴", "百味", "康泰", "鑫源", "华盛", "同心", "太行", "上党", "漳河", "万家", "诚信", "惠民", "锦绣", "鸿运", "天和"];

    private static readonly string[] _surnames = ["王", "李", "张", "刘", "陈", "杨", "赵", "郭", "申", "宋", "牛", "崔", "韩", "武", "秦", "冯", "郝", "段"];

    private static readonly string[] _from = ["太原", "晋城", "郑州", "安阳", "邯郸", "石家庄", "北京", "西安", "济南", "临汾"];

    public static string Merchant(Venue venue, Dice dice) => dice.Pick(_house) + dice.Pick(Trades(venue)) + Mark;

    public static Respondent Respondent(Venue venue, string place, Dice dice) =>
        new(Merchant(venue, dice), dice.Chance(0.6) ? Phone("1390001", dice) : null, place);

    public static Complainant Complainant(string place, bool visitor, Dice dice) => new(
        dice.Pick(_surnames) + "演示",
        Phone("1390000", dice),
        visitor ? dice.Pick(_from) + "市(演示地址)" : dice.Chance(0.5) ? place : null,
        ConsentPublish: dice.Chance(0.7));

    public static string Crew(Dice dice) => dice.Pick(_surnames) + "队员";

    private static string Phone(string prefix, Dice dice) => prefix + dice.Whole(0, 9999).ToString("D4", CultureInfo.InvariantCulture);

    private static string[] Trades(Venue venue) => venue switch
    {
        Venue.Restaurant => ["家常菜馆", "烩面馆", "火锅店", "烧烤店", "饺子馆", "酒楼"],
        Venue.Takeaway => ["快餐店", "盖饭店", "麻辣烫店", "炸鸡店"],
        Venue.Supermarket => ["超市", "生活超市", "便利店", "购物广场"],
        Venue.Pharmacy => ["大药房", "药店", "平价药房"],
        Venue.DeviceShop => ["医疗器械经营部", "健康体验馆", "康复器材店"],
        Venue.Salon => ["美容会所", "理发店", "健身俱乐部", "养生馆"],
        Venue.Hotel => ["快捷酒店", "宾馆", "民宿", "商务酒店"],
        Venue.Scenic => ["景区服务部", "游客服务中心", "观光车公司"],
        Venue.CarDealer => ["汽车销售公司", "二手车行", "汽贸公司"],
        Venue.Garage => ["汽修厂", "汽车服务部", "电动车行"],
        Venue.Developer => ["置业公司", "房地产公司"],
        Venue.Furniture => ["家具城", "装饰公司", "家居馆"],
        Venue.Phones => ["手机专卖店", "通讯营业厅", "数码店"],
        Venue.Clothes => ["服装店", "干洗店", "鞋帽店"],
        Venue.Fuel => ["加油站", "能源站"],
        Venue.Training => ["培训学校", "艺术培训中心"],
        Venue.Market => ["综合商店", "五金日杂店", "农贸市场摊位", "家电行"],
    };
}
