using OpsMap.Domain.Triage;

namespace OpsMap.Simulator.Story;

/// <summary>Where something is bought, which gives a merchant its name.</summary>
public enum Venue { Restaurant, Takeaway, Supermarket, Pharmacy, DeviceShop, Salon, Hotel, Scenic, CarDealer, Garage, Developer, Furniture, Phones, Clothes, Fuel, Training, Market }

/// <summary>What people complain about (诉求样式): <c>{店}</c> is the merchant, <c>{额}</c> the amount in yuan.</summary>
public sealed record Matter(Industry Industry, Venue Venue, string Title, string Facts, int Low, int High, params IReadOnlyList<Situation> Situations);

/// <summary>What people ask (咨询样式), and what they are told.</summary>
public sealed record Question(Industry Industry, string Title, string Facts, string Answer);
