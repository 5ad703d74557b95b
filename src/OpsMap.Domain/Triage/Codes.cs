namespace OpsMap.Domain.Triage;

/// <summary>The ten industries (十大投诉举报行业): the routing queue of a case.</summary>
public enum Industry
{
    Food = 1,
    Drug = 2,
    MedicalDevice = 3,
    Retail = 4,
    ProfessionalClaim = 5,
    GeneralDispute = 6,
    Auto = 7,
    RealEstate = 8,
    Price = 9,
    ProductQuality = 10,
}

/// <summary>The six situations that call for a fast response (快速响应情形).</summary>
public enum Situation
{
    OnSceneDispute = 1,
    EvidencePreservation = 2,
    VisitorShortStay = 3,
    SafetyHarm = 4,
    MassOrPublicOpinion = 5,
    Other = 6,
}

/// <summary>What a squad can do (专业).</summary>
public enum Capability
{
    Food,
    Catering,
    Drug,
    Device,
    SpecialEquipment,
    Price,
    Quality,
    Auto,
    RealEstate,
    General,
}
