// Section 8.15: texts of result codes.
#include <cstdlib>

#include "client.h"
#include "support/environment.h"

namespace olkacct::test {
namespace {

struct Text {
    HRESULT hr;
    const char16_t* english;
};

// S-42, in the words of the specification.
constexpr Text texts[] = {
    {S_OK, u"The operation completed successfully."},
    {S_FALSE, u"There are no more accounts in the enumeration."},
    {E_INVALIDARG, u"One or more arguments are not valid."},
    {E_OUTOFMEMORY, u"There is not enough memory to complete the operation."},
    {E_NOTIMPL, u"This operation is not implemented."},
    {E_OLK_REGISTRY, u"The account settings could not be accessed."},
    {E_OLK_ALREADY_INITIALIZED, u"The account manager is already initialized."},
    {E_OLK_PARAM_NOT_SUPPORTED, u"One or more parameters are not supported."},
    {E_OLK_NOT_INITIALIZED, u"The account manager has not been initialized."},
    {E_OLK_PROP_READ_ONLY, u"The property is read-only."},
    {E_ACCT_NOT_FOUND, u"The account or the requested account property was not found."},
    {E_ACCT_UI_BUSY, u"The account dialog box could not be opened."},
    {E_ACCT_WRONG_SORT_ORDER,
     u"The new order does not contain the same number of accounts as the current order."},
    {MAPI_E_CALL_FAILED, u"The call failed."},
    {MAPI_E_USER_CANCEL, u"The operation was canceled."},
};

}  // namespace

TEST_F(Conformance, AM_Err_1_the_text_is_of_the_code_that_is_passed) {
    const auto manager = open_manager();
    ACCT_VARIANT wanted = number_variant(dead);
    IOlkAccount* account = nullptr;
    ASSERT_EQ(manager->FindAccount(PROP_ACCT_ID, &wanted, &account), E_ACCT_NOT_FOUND);
    EXPECT_EQ(error_text(*manager.get(), E_OLK_PROP_READ_ONLY), u"The property is read-only.");
}

TEST_F(Conformance, AM_Err_2_a_missing_out_pointer_is_invalid) {
    const auto manager = open_manager();
    EXPECT_EQ(manager->GetLastError(S_OK, nullptr), E_INVALIDARG);
    EXPECT_EQ(find(*manager.get(), pop3)->GetLastError(S_OK, nullptr), E_INVALIDARG);
}

TEST_F(Conformance, S_42_every_documented_code_has_its_text) {
    const auto manager = new_manager();
    for (const auto& [hr, english] : texts)
        EXPECT_EQ(error_text(*manager.get(), hr), english) << std::hex << hr;
}

TEST_F(Conformance, S_42_an_unknown_code_is_named_by_its_number) {
    const auto manager = new_manager();
    EXPECT_EQ(error_text(*manager.get(), static_cast<HRESULT>(0x8ABCDEF1)),
              u"Unknown error 0x8ABCDEF1");
    EXPECT_EQ(error_text(*manager.get(), 0x12), u"Unknown error 0x00000012");
}

TEST_F(Conformance, S_42_a_spanish_locale_gives_spanish_texts) {
    const auto manager = new_manager();
    const std::u16string english = u"The property is read-only.";
    const std::u16string spanish = u"La propiedad es de solo lectura.";
    set_variable("LANG", "es_MX.UTF-8");
    EXPECT_EQ(error_text(*manager.get(), E_OLK_PROP_READ_ONLY), spanish);
    set_variable("LC_MESSAGES", "en_US.UTF-8");
    EXPECT_EQ(error_text(*manager.get(), E_OLK_PROP_READ_ONLY), english);
    set_variable("LC_ALL", "es_ES");
    EXPECT_EQ(error_text(*manager.get(), E_OLK_PROP_READ_ONLY), spanish);
    for (const auto& text : texts)
        EXPECT_NE(error_text(*manager.get(), text.hr), text.english) << std::hex << text.hr;
    EXPECT_EQ(error_text(*manager.get(), 0x12), u"Error desconocido 0x00000012");
    for (const char* const other : {"C", "POSIX", "est", "de_DE.UTF-8", "C.UTF-8"}) {
        set_variable("LC_ALL", other);
        EXPECT_EQ(error_text(*manager.get(), E_OLK_PROP_READ_ONLY), english) << other;
    }
}

TEST_F(Conformance, S_43_the_text_is_freed_by_any_manager_or_account) {
    auto manager = open_manager();
    LPWSTR first = nullptr;
    LPWSTR second = nullptr;
    ASSERT_EQ(manager->GetLastError(E_FAIL, &first), S_OK);
    ASSERT_EQ(manager->GetLastError(E_FAIL, &second), S_OK);
    EXPECT_EQ(find(*manager.get(), pop3)->FreeMemory(reinterpret_cast<BYTE*>(first)), S_OK);
    manager.reset();
    EXPECT_EQ(new_manager()->FreeMemory(reinterpret_cast<BYTE*>(second)), S_OK);
    EXPECT_EQ(OlkCanUnloadNow(), S_OK);
}

}  // namespace olkacct::test
