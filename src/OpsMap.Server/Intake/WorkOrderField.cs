namespace OpsMap.Server.Intake;

/// <summary>What a column of a work-order file may mean.</summary>
public enum WorkOrderField
{
    ExternalNo, Kind, Channel, Title, Facts, Requests, ReceivedAt, OccurredAt,
    Place, Lon, Lat, Datum, County, Industry, Situations, Amount,
    RespondentName, RespondentContact, RespondentPhone, RespondentAddress,
    ComplainantName, ComplainantPhone, ComplainantIdType, ComplainantIdNo, ComplainantAddress,
    ConsentPublish, ConsentDelegate, IsVisitor, LeavesAt, RegisteringUnit,
}
