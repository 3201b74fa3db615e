// Making message services and the accounts that wrap them. Sheet section 5.5.
#include "profile/edit/create_service_account.h"

#include <algorithm>

#include "base/upcase.h"
#include "olkacct/property.h"
#include "olkacct/text.h"
#include "profile/edit/account_kinds.h"
#include "profile/edit/data_files.h"
#include "profile/edit/encode.h"
#include "profile/edit/message_service.h"
#include "profile/edit/new_account.h"

namespace olkacct::profile {
namespace {

constexpr std::u16string_view address_book_service = u"CONTAB";

const Account* find_address_book(const Profile& profile) {
    const auto found = std::ranges::find_if(profile.accounts, [](const Account& account) {
        const RegistryValue* service = account.find_value(u"Service Name");
        return account.type == AccountType::mapi && service != nullptr &&
               base::same_name(decode_string(*service), address_book_service);
    });
    return found == profile.accounts.end() ? nullptr : &*found;
}

}  // namespace

std::uint32_t provider_bits(const CategorySet& categories) {
    return (categories.contains(Category::mail) ? 1U : 0U) |
           (categories.contains(Category::address_book) ? 2U : 0U) |
           (categories.contains(Category::store) ? 4U : 0U);
}

Result<void> write_wrapper(EditContext& context, EditedProfile& profile, std::uint32_t id,
                           std::vector<NewProperty> properties, const ServiceWrapper& wrapper) {
    return write_account(
        context, profile,
        {.id = id,
         .type = AccountType::mapi,
         .is_exchange = wrapper.is_exchange,
         .categories = wrapper.categories,
         .properties = std::move(properties),
         .values = {binary_value(u"Service UID", wrapper.service),
                    text_value(u"Service Name", wrapper.service_name, text_form(profile.content)),
                    number_value(u"MAPI Provider", provider_bits(wrapper.categories))}});
}

Result<void> create_data_file(EditContext& context, EditedProfile& profile, std::uint32_t id,
                              std::vector<NewProperty> properties, const std::u16string& path) {
    const auto others = find_data_files(context, profile);
    if (!others) {
        return tl::unexpected(others.error());
    }
    NewDataFile file{.display_name = given_text(properties, new_tag::name), .path = path};
    const auto spoken = std::ranges::find_if(
        *others, [](const DataFile& other) { return !other.provider_display_name.empty(); });
    if (spoken != others->end()) {
        file.provider_display_name = spoken->provider_display_name;
    }
    const auto service =
        make_data_file_service(context, profile, account_layout(profile.content), file);
    if (!service) {
        return tl::unexpected(service.error());
    }
    context.remark(RemarkKind::left_to_outlook,
                   "the data file " + to_display(path) +
                       ", when it is not there yet, and its record key in the profile",
                   "account " + std::to_string(id));
    return write_wrapper(context, profile, id, std::move(properties),
                         {.categories = kind_info(AccountKind::data_file).categories,
                          .service = *service,
                          .service_name = data_file_service});
}

Result<void> create_address_book(EditContext& context, EditedProfile& profile, std::uint32_t id,
                                 std::vector<NewProperty> properties) {
    if (const Account* other = find_address_book(profile.content)) {
        return fail(ErrorCode::already_exists,
                    "a profile has one Outlook Address Book, and account " +
                        std::to_string(other->id) + " is it: change that one, or delete it first",
                    context.store().name() + ": " + to_display(profile.content.path));
    }
    const auto service =
        make_address_book_service(context, profile, given_text(properties, new_tag::name));
    if (!service) {
        return tl::unexpected(service.error());
    }
    context.remark(RemarkKind::left_to_outlook,
                   "the contacts folders that the address book shows, and their places in the "
                   "search path",
                   "account " + std::to_string(id));
    return write_wrapper(context, profile, id, std::move(properties),
                         {.categories = kind_info(AccountKind::address_book).categories,
                          .service = *service,
                          .service_name = address_book_service});
}

}  // namespace olkacct::profile
