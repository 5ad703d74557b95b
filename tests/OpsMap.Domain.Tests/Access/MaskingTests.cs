using OpsMap.Domain.Access;
using OpsMap.Domain.Cases;

namespace OpsMap.Domain.Tests.Access;

public sealed class MaskingTests
{
    [Theory]
    [InlineData("13812341234", "138****1234")]
    [InlineData("+86 138-1234-1234", "138****1234")]
    [InlineData("0355-2023456", "035****3456")]
    [InlineData("2023456", "****3456")]
    [InlineData("110", "****")]
    [InlineData("", "****")]
    public void A_telephone_number_keeps_its_ends(string phone, string masked) => Assert.Equal(masked, Masking.Phone(phone));

    [Theory]
    [InlineData("王小明", "王**")]
    [InlineData("王", "王**")]
    [InlineData("欧阳修文", "欧**")]
    [InlineData(" 李四 ", "李**")]
    [InlineData("𠮷野家", "𠮷**")]
    [InlineData("", "**")]
    public void A_name_keeps_its_first_character_and_not_its_length(string name, string masked) => Assert.Equal(masked, Masking.Name(name));

    [Theory]
    [InlineData("140403199001011234", "1404**********1234")]
    [InlineData("14040319900101123X", "1404**********123X")]
    [InlineData("E1234567", "**********")]
    public void An_identity_number_keeps_its_ends(string id, string masked) => Assert.Equal(masked, Masking.IdNo(id));

    [Fact]
    public void What_the_procedure_knows_of_a_complainant_is_masked()
    {
        var person = new Complainant("王小明", "13812341234", "某小区", "140403199001011234");
        Assert.Equal(new ComplainantOnFile("王**", "138****1234", true), person.OnFile());
        Assert.Null(person.Check());
        Assert.Equal("complainant.phone", (person with { Phone = "" }).Check()!.Field);
        Assert.Equal("complainant.name", (person with { Name = " " }).Check()!.Field);
    }
}
