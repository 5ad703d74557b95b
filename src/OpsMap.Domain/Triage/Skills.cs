namespace OpsMap.Domain.Triage;

/// <summary>Which skill a squad needs for an industry (专业匹配).</summary>
public static class Skills
{
    public static IReadOnlyList<Capability> For(Industry industry) =>
        [Main(industry)];

    private static Capability Main(Industry industry) => industry switch
    {
        Industry.Food => Capability.Food,
        Industry.Drug => Capability.Drug,
        Industry.MedicalDevice => Capability.Device,
        Industry.Auto => Capability.Auto,
        Industry.RealEstate => Capability.RealEstate,
        Industry.Price => Capability.Price,
        Industry.ProductQuality => Capability.Quality,
        Industry.Retail or Industry.ProfessionalClaim or Industry.GeneralDispute => Capability.General,
    };
}
