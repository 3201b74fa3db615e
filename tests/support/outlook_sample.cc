#include "support/outlook_sample.h"

#include "support/sample_profile.h"

namespace olkacct::test {

namespace {

std::u16string outlook_path(ProfileRoot root) {
    const std::u16string microsoft = u"Software\\Microsoft\\";
    switch (root) {
        case ProfileRoot::windows_messaging_nt:
            return microsoft + u"Windows NT\\CurrentVersion\\Windows Messaging Subsystem";
        case ProfileRoot::windows_messaging_9x:
            return microsoft + u"Windows Messaging Subsystem";
        case ProfileRoot::office_15:
            return microsoft + u"Office\\15.0\\Outlook";
        case ProfileRoot::office_16:
            break;
    }
    return microsoft + u"Office\\16.0\\Outlook";
}

// Outlook 2013 moved the default profile one level up (sheet: section 1).
std::u16string default_profile_path(ProfileRoot root) {
    const auto in_office = root == ProfileRoot::office_15 || root == ProfileRoot::office_16;
    return in_office ? outlook_path(root) : profiles_path(root);
}

// Keys that every user's hive has beside Outlook's.
void add_surroundings(HiveBuilder& hive) {
    for (const auto* name : {u"Console", u"Control Panel\\Desktop", u"Environment",
                             u"Software\\Microsoft\\Notepad", u"Software\\Policies"}) {
        hive.add_path(HiveBuilder::root, name);
    }
    hive.set_value(hive.add_path(HiveBuilder::root, u"Environment"), u"TEMP",
                   registry_type::expand_sz, text_bytes(u"%USERPROFILE%\\Temp"));
}

}  // namespace

std::u16string profiles_path(ProfileRoot root) { return outlook_path(root) + u"\\Profiles"; }

std::u16string accounts_path(ProfileRoot root, const std::u16string& profile) {
    return profiles_path(root) + u"\\" + profile + u"\\9375CFF0413111d3B88A00104B2A6676";
}

std::u16string account_key_name(std::uint32_t id) {
    constexpr std::u16string_view digits = u"0123456789ABCDEF";
    std::u16string name;
    for (int shift = 28; shift >= 0; shift -= 4) {
        name += digits[id >> shift & 15];
    }
    return name;
}

HiveBuilder outlook_sample(const SampleOptions& options) {
    HiveBuilder hive(options.hive);
    add_surroundings(hive);
    for (const auto root : options.roots) {
        const auto profiles = hive.add_path(HiveBuilder::root, profiles_path(root));
        hive.set_text(hive.add_path(HiveBuilder::root, default_profile_path(root)),
                      u"DefaultProfile", options.profiles.front());
        for (const auto& name : options.profiles) {
            SampleProfile profile(hive, hive.add_key(profiles, name), root, options);
            profile.add_sections(name);
            profile.add_accounts();
        }
    }
    return hive;
}

Bytes outlook_sample_hive(const SampleOptions& options) { return outlook_sample(options).file(); }

}  // namespace olkacct::test
