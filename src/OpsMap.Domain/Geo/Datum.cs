namespace OpsMap.Domain.Geo;

/// <summary>Which coordinate system a position was given in (坐标系).</summary>
public enum Datum { Wgs84, Gcj02, Bd09 }
