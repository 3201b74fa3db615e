// What is remembered of properties that accounts do not have, and when it is forgotten.
#include "accounts/known_absences.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "accounts/account_manager.h"
#include "accounts/property_access.h"
#include "registry/memory/memory_store.h"
#include "support/bytes.h"

namespace olkacct::accounts {
namespace {

constexpr std::uint32_t email = 0x000C001F;
constexpr std::uint32_t display_name = 0x000B001F;
constexpr std::u16string_view account_path =
    u"Software\\Microsoft\\Office\\16.0\\Outlook\\Profiles\\P\\9375CFF0413111d3B88A00104B2A6676\\"
    u"00000001";

void set_text(registry::Store& store, std::u16string name, std::u16string_view text) {
    auto change = store.begin_write().value();
    registry::KeyId key = change->root();
    std::u16string_view rest = account_path;
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find(u'\\'), rest.size());
        key = change->create_key(key, rest.substr(0, end)).value();
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    ASSERT_TRUE(
        change->set_value(key, {std::move(name), registry_type::sz, test::text_bytes(text)}));
    ASSERT_TRUE(change->commit());
}

TEST(KnownAbsences, keep_each_property_apart) {
    KnownAbsences absences;
    for (const PropertyInfo& info : property_table()) {
        EXPECT_FALSE(absences.contains(info)) << info.name;
        absences.insert(info);
        EXPECT_TRUE(absences.contains(info)) << info.name;
    }
    absences.clear();
    for (const PropertyInfo& info : property_table()) {
        EXPECT_FALSE(absences.contains(info)) << info.name;
    }
}

TEST(KnownAbsences, are_forgotten_when_the_snapshot_is_renewed) {
    const auto store = registry::make_memory_store("memory");
    set_text(*store, u"clsid", u"{ED475411-B0D6-11D2-8C3B-00104B2A6676}");
    const auto manager = AccountManager::open(Source(store), u"P").value();
    KnownAbsences& absences = manager->known_absences(1);
    const auto before = manager->view(1);
    ASSERT_FALSE(read_property(before, *find_property(email)));
    manager->remember_absence(before, absences, *find_property(email));
    EXPECT_TRUE(absences.contains(*find_property(email)));

    set_text(*store, u"Email", u"ann@abc.example");
    manager->renew();
    EXPECT_FALSE(absences.contains(*find_property(email)));
    manager->remember_absence(before, absences, *find_property(display_name));
    EXPECT_FALSE(absences.contains(*find_property(display_name)))
        << "what an old snapshot lacks says nothing of the new one";
}

}  // namespace
}  // namespace olkacct::accounts
