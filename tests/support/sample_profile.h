// One profile of the sample: what its accounts, services and sections are made from.
#pragma once

#include <string_view>

#include "support/outlook_sample.h"

namespace olkacct::test {

// Seeds of the MAPIUIDs in a sample profile: the service section, the provider section and the
// preferences section of account `id` are these plus the id.
inline constexpr std::uint32_t service_seed = 100;
inline constexpr std::uint32_t provider_seed = 200;
inline constexpr std::uint32_t preferences_seed = 300;
inline constexpr std::uint32_t exchange_settings_seed = 400;
inline constexpr std::uint32_t data_file_record_key_seed = 500;

inline constexpr std::u16string_view data_file_path =
    u"C:\\Users\\ann\\Documents\\Outlook Files\\Ann.pst";

class SampleProfile {
  public:
    SampleProfile(HiveBuilder& hive, HiveBuilder::KeyId profile, ProfileRoot root,
                  const SampleOptions& options)
        : hive_(hive), profile_(profile), root_(root), options_(options) {}

    // sample_accounts.cc
    void add_accounts();
    // sample_sections.cc
    void add_sections(std::u16string_view profile_name);

  private:
    using KeyId = HiveBuilder::KeyId;

    bool is_16() const { return root_ == ProfileRoot::office_16; }
    // Outlook 2003 and older have no preferences sections.
    bool has_preferences() const { return root_ != ProfileRoot::windows_messaging_9x; }

    void add_orders(KeyId accounts);
    KeyId add_account(KeyId accounts, std::uint32_t id, std::u16string_view class_id);
    void add_pop3(KeyId accounts, std::uint32_t id, std::u16string_view address);
    void add_imap(KeyId accounts);
    void add_mapi(KeyId accounts, std::uint32_t id, std::u16string_view service,
                  std::u16string_view name, std::uint32_t provider);
    void add_exchange(KeyId accounts);
    void add_ldap(KeyId accounts);
    void add_hotmail(KeyId accounts);
    void add_eas(KeyId accounts);
    // A string in the form of the profile's version.
    void set_string(KeyId account, std::u16string_view name, std::u16string_view text);
    void set_preferences(KeyId account, std::uint32_t id);

    KeyId section(const Bytes& uid);
    void add_fixed_sections(std::u16string_view profile_name);
    void add_service_table();
    void add_preferences();
    void add_service(std::uint32_t id, std::u16string_view service, std::u16string_view name,
                     std::u16string_view dll, std::uint32_t kind);
    void add_exchange_settings();

    HiveBuilder& hive_;
    KeyId profile_;
    ProfileRoot root_;
    const SampleOptions& options_;
};

}  // namespace olkacct::test
