// Finding or making the data file, and writing the account. Sheet sections 5, 8 and 9.
#include "profile/edit/create_pop3.h"

#include <algorithm>
#include <optional>

#include "base/upcase.h"
#include "olkacct/text.h"
#include "profile/edit/account_identity.h"
#include "profile/edit/account_kinds.h"
#include "profile/edit/counters.h"
#include "profile/edit/create_service_account.h"
#include "profile/edit/data_files.h"
#include "profile/edit/entry_ids.h"
#include "profile/edit/new_account.h"

namespace olkacct::profile {
namespace {

// What Outlook 2010 and later give a new account: leave messages, remove them after 14 days.
constexpr std::uint32_t leave_for_two_weeks = 0x000E0003;

bool is_given(const std::vector<NewProperty>& properties, std::uint32_t tag) {
    return std::ranges::find(properties, tag, &NewProperty::tag) != properties.end();
}

// Outlook 2010 writes that there is no secure connection, too. With SSL there is one.
void add_connection_of_2010(std::vector<NewProperty>& properties) {
    const auto ssl = std::ranges::find(properties, new_tag::smtp_ssl, &NewProperty::tag);
    const auto* number =
        ssl == properties.end() ? nullptr : std::get_if<std::uint32_t>(&ssl->value);
    if (!is_given(properties, new_tag::smtp_secure_connection) &&
        (number == nullptr || *number == 0)) {
        give(properties, {new_tag::smtp_secure_connection, 0U});
    }
}

// The account of a data file that the profile does not have yet is named as the one that delivers
// into it.
Result<DataFile> make_data_file(EditContext& context, EditedProfile& profile,
                                const NewAccount& account) {
    const auto id = take_account_id(context, profile);
    if (!id) {
        return tl::unexpected(id.error());
    }
    const std::u16string name =
        distinct_name(profile.content, kind_info(AccountKind::data_file).categories,
                      given_text(account.properties, new_tag::name));
    return create_data_file(context, profile, *id, {{new_tag::name, name}}, account.data_file)
        .map([&] {
            return DataFile{.account = *id,
                            .path = account.data_file,
                            .provider_display_name = {},
                            .entry_id = store_entry_id(account.data_file),
                            .record_key = {}};
        });
}

Result<DataFile> at_path(EditContext& context, EditedProfile& profile,
                         const std::vector<DataFile>& files, const NewAccount& account) {
    const auto known = std::ranges::find_if(files, [&account](const DataFile& file) {
        return base::same_name(file.path, account.data_file);
    });
    if (known == files.end()) {
        return make_data_file(context, profile, account);
    }
    context.remark(
        RemarkKind::note,
        "the profile has the data file already: account " + std::to_string(known->account),
        to_display(account.data_file));
    return *known;
}

Result<DataFile> of_account(const EditContext& context, const EditedProfile& profile,
                            const std::vector<DataFile>& files, std::uint32_t id) {
    if (const auto found = find_account(context, profile, id); !found) {
        return tl::unexpected(found.error());
    }
    const auto file = std::ranges::find(files, id, &DataFile::account);
    if (file == files.end()) {
        return fail(ErrorCode::invalid_argument,
                    "account " + std::to_string(id) + " is no data file to deliver into");
    }
    return *file;
}

Result<DataFile> by_default(const std::vector<DataFile>& files) {
    const auto file = std::ranges::find_if(files, &DataFile::is_default);
    if (file != files.end()) {
        return *file;
    }
    // A tool that cut the default store out of the profile leaves the others without the flag.
    if (files.size() == 1) {
        return files.front();
    }
    return fail(
        ErrorCode::invalid_argument,
        files.empty()
            ? "the profile has no data file to deliver into: name the path of one (--store PATH)"
            : "no data file is the default store: name the one to deliver into (--store ID or "
              "PATH)",
        "data_file");
}

Result<DataFile> find_delivery(EditContext& context, EditedProfile& profile,
                               const NewAccount& account) {
    const auto files = find_data_files(context, profile);
    if (!files) {
        return tl::unexpected(files.error());
    }
    if (!account.data_file.empty()) {
        return at_path(context, profile, *files, account);
    }
    return account.store_account ? of_account(context, profile, *files, *account.store_account)
                                 : by_default(*files);
}

Result<void> deliver_into(EditContext& context, const DataFile& file, std::uint32_t id,
                          std::vector<NewProperty>& properties) {
    if (file.entry_id.empty()) {
        return fail(
            ErrorCode::invalid_argument,
            "account " + std::to_string(file.account) + " does not say where its data file is",
            "store_account");
    }
    give(properties, {new_tag::delivery_store, file.entry_id});
    if (file.record_key.size() == uid_size) {
        const auto key = std::span<const std::byte>(file.record_key).first<uid_size>();
        give(properties, {new_tag::delivery_folder, folder_entry_id(key, inbox_node)});
        return {};
    }
    context.remark(RemarkKind::left_to_outlook,
                   "`Delivery Folder EntryID`: the record key of the data file is not known before "
                   "Outlook opens it",
                   "account " + std::to_string(id));
    return {};
}

// Outlook 2003 writes neither values of delivery nor what becomes of messages on the server: it
// delivers into the default store. A data file that is named is added all the same.
Result<void> add_delivery_of_2003(EditContext& context, EditedProfile& profile, std::uint32_t id,
                                  const NewAccount& account) {
    if (!account.store_account && account.data_file.empty()) {
        return {};
    }
    const auto file = find_delivery(context, profile, account);
    if (!file) {
        return tl::unexpected(file.error());
    }
    context.remark(RemarkKind::note,
                   "this version of Outlook keeps no delivery store: mail goes to the default one",
                   "account " + std::to_string(id));
    return {};
}

Result<void> add_delivery(EditContext& context, EditedProfile& profile, std::uint32_t id,
                          const NewAccount& account, std::vector<NewProperty>& properties) {
    if (account_layout(profile.content) == Layout::outlook_2003) {
        return add_delivery_of_2003(context, profile, id, account);
    }
    if (!is_given(properties, new_tag::leave_on_server)) {
        give(properties, {new_tag::leave_on_server, leave_for_two_weeks});
    }
    if (is_given(properties, new_tag::delivery_store)) {
        return {};
    }
    const auto file = find_delivery(context, profile, account);
    if (!file) {
        return tl::unexpected(file.error());
    }
    return deliver_into(context, *file, id, properties);
}

}  // namespace

Result<void> create_pop3(EditContext& context, EditedProfile& profile, std::uint32_t id,
                         const NewAccount& account) {
    auto properties = account.properties;
    if (auto done = add_delivery(context, profile, id, account, properties); !done) {
        return done;
    }
    if (account_layout(profile.content) == Layout::outlook_2010) {
        add_connection_of_2010(properties);
    }
    const KindInfo& info = kind_info(AccountKind::pop3);
    return write_account(context, profile,
                         {.id = id,
                          .type = info.type,
                          .categories = info.categories,
                          .properties = std::move(properties)});
}

}  // namespace olkacct::profile
