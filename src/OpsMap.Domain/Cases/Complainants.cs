using OpsMap.Domain.Access;

namespace OpsMap.Domain.Cases;

/// <summary>What becomes of the complainant's data on the way in.</summary>
public static class Complainants
{
    extension(Complainant person)
    {
        public ComplainantOnFile OnFile() =>
            new(Masking.Name(person.Name), Masking.Phone(person.Phone), HasContact: person.Phone.Any(char.IsAsciiDigit),
                person.ConsentPublish, person.ConsentDelegate);

        /// <summary>Name, telephone and address: what a complaint must have (Order 121 art. 10).</summary>
        public bool IsIdentified => !string.IsNullOrWhiteSpace(person.Name) && person.Phone.Any(char.IsAsciiDigit) && !string.IsNullOrWhiteSpace(person.Address);

        /// <summary>With what was said later; nothing said of a field leaves it.</summary>
        public Complainant With(ComplainantChange said) => new(
            Or(said.Name, person.Name), Or(said.Phone, person.Phone), Said(said.Address) ?? person.Address, Said(said.IdNo) ?? person.IdNo,
            said.ConsentPublish ?? person.ConsentPublish, said.ConsentDelegate ?? person.ConsentDelegate);

        public Refusal? Check() =>
            Texts.Required("complainant.name", person.Name, 50)
            ?? Texts.Required("complainant.phone", person.Phone, 30)
            ?? Texts.Optional("complainant.address", person.Address, 200)
            ?? Texts.Optional("complainant.idNo", person.IdNo, 30);
    }

    private static string? Said(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static string Or(string? said, string before) => Said(said) ?? before;
}
