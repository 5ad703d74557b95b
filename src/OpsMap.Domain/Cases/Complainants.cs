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

        public Refusal? Check() =>
            Texts.Required("complainant.name", person.Name, 50)
            ?? Texts.Required("complainant.phone", person.Phone, 30)
            ?? Texts.Optional("complainant.address", person.Address, 200)
            ?? Texts.Optional("complainant.idNo", person.IdNo, 30);
    }
}
