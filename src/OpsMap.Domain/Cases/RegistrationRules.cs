using OpsMap.Domain.Geo;

namespace OpsMap.Domain.Cases;

/// <summary>What a registration must say before a case is opened.</summary>
public static class RegistrationRules
{
    public static decimal MostMoney { get; } = 999_999_999_999.99m;

    /// <summary>Nothing is governed by an order older than Order 20, in force from 1 January 2020 in the city.</summary>
    public static DateTimeOffset EarliestReceipt { get; } = new(2020, 1, 1, 0, 0, 0, CityTime.Offset);

    extension(Registration said)
    {
        public Refusal? Check(Moment when) =>
            Texts.Required("title", said.Title, 100)
            ?? Texts.Required("facts", said.Facts, 5000)
            ?? Texts.Optional("place", said.Place, 200)
            ?? said.CheckRespondent()
            ?? Texts.Optional("external12315No", said.External12315No, 40)
            ?? Texts.Optional("external12345No", said.External12345No, 40)
            ?? Texts.Optional("suspectedLaw", said.SuspectedLaw, 500)
            ?? (said.Platform is null ? null : Texts.Required("platform", said.Platform, 50))
            ?? Texts.Optional("orderNo", said.OrderNo, 64)
            ?? Money("amount", said.Amount)
            ?? (said.Point is { } point ? Points.Check("point", point, said.Datum ?? Datum.Wgs84) : null)
            ?? (said.Kind is CaseKind.Consultation && said.Situations is { Count: > 0 }
                ? new Refusal(Refusals.WrongKind, "situations")
                : null)
            ?? (said.OccurredAt > when.Now + Judgement.Skew ? new Refusal(Refusals.OutOfRange, "occurredAt") : null)
            ?? (said.ReceivedAt > when.Now + Judgement.Skew || said.ReceivedAt < EarliestReceipt ? new Refusal(Refusals.OutOfRange, "receivedAt") : null);

        private Refusal? CheckRespondent() => said switch
        {
            { Kind: CaseKind.Complaint, Respondent: null } => Texts.Required("place", said.Place, 200),
            { Respondent: { } r } => Texts.Required("respondent.name", r.Name, 100)
                ?? Texts.Optional("respondent.phone", r.Phone, 30)
                ?? Texts.Optional("respondent.address", r.Address, 200),
            _ => null,
        };
    }

    public static Refusal? Money(string field, decimal? amount) =>
        amount is null || (amount >= 0 && amount <= MostMoney && decimal.Round(amount.Value, 2) == amount)
            ? null
            : new(Refusals.OutOfRange, field);
}
