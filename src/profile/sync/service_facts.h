// What a service and an account say about each other. Sheet sections 5.4 to 5.6 and 11.4; S-34.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "olkacct/profile.h"
#include "profile/messaging/service_tree.h"

namespace olkacct::profile {

/// The value that holds the entry id of the account's own store; empty for types without one.
std::u16string_view own_store_value(AccountType type);

/// `Service UID`; nullptr when it is missing or not 16 bytes.
const std::vector<std::byte>* service_uid(const Account& account);

/// PR_ENTRYID; nullptr when the provider is no store or does not say.
const std::vector<std::byte>* store_entry_id(const Provider& provider);

/// Also when one of the entry ids lacks the wrapping of the other.
bool is_same_store(const std::vector<std::byte>& left, const std::vector<std::byte>& right);

/// By the types of its providers; of Exchange mail and store whatever they are.
CategorySet categories_of(const MessageService& service);

/// That of the service, else of a provider, else its service name; empty when an account can have
/// none of them.
std::u16string account_name_of(const MessageService& service);

/// By `Service UID`; without one a MAPI account by its service name, and an account of another
/// type, POP3 aside, by any value that is the entry id of a store of the service.
bool belongs_to(const Account& account, const MessageService& service);

}  // namespace olkacct::profile
