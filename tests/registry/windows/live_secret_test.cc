// Passwords in the live registry: Outlook's envelope around what Windows protects.
#include "registry/windows/live_secret.h"

#include <gtest/gtest.h>

#include <windows.h>

#include <dpapi.h>

#include <string>

#include "registry/windows/live_key.h"

namespace olkacct::registry {
namespace {

TEST(LiveSecret, opens_for_the_same_user_and_carries_the_value_name) {
    const auto sealed = protect_for_user(u"POP3 Password", Secret(u"s3cret \u00FC"));
    ASSERT_TRUE(sealed);
    ASSERT_GT(sealed->size(), 1U);
    EXPECT_EQ(sealed->front(), std::byte{2});
    auto bytes = std::vector<std::byte>(sealed->begin() + 1, sealed->end());
    DATA_BLOB in{static_cast<DWORD>(bytes.size()), reinterpret_cast<BYTE*>(bytes.data())};
    DATA_BLOB out{};
    wchar_t* description = nullptr;
    ASSERT_NE(CryptUnprotectData(&in, &description, nullptr, nullptr, nullptr,
                                 CRYPTPROTECT_UI_FORBIDDEN, &out),
              FALSE);
    EXPECT_STREQ(description, L"POP3 Password");
    const std::u16string text(reinterpret_cast<const char16_t*>(out.pbData),
                              out.cbData / sizeof(char16_t));
    EXPECT_TRUE(text == std::u16string(u"s3cret \u00FC") + u'\0') << "its text and its NUL";
    LocalFree(description);
    LocalFree(out.pbData);
}

TEST(LiveSecret, is_made_by_the_store_and_never_opened_by_it) {
    const test::LiveKey live;
    const auto store = live.open();
    const auto sealed = store->protect(u"IMAP Password", Secret(u"x"));
    ASSERT_TRUE(sealed);
    EXPECT_EQ(store->unprotect(u"IMAP Password", *sealed).error().code,
              ErrorCode::secrets_not_supported);
}

}  // namespace
}  // namespace olkacct::registry
