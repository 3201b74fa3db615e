// The checks, in the order in which they are asked.
#pragma once

#include <array>

#include "profile/doctor/patient.h"

namespace olkacct::profile::doctor {

/// Order lists: entries without an account, entries twice, bytes that are no entry, accounts that
/// no list names. Sheet section 3.
void check_order_lists(Patient& patient);

/// NextAccountID against the ids in use, and the width of LastChangeVer. Sheet section 3.
void check_counters(Patient& patient);

/// Strings of accounts in the encoding of the profile's version. Sheet section 6.
void check_encodings(Patient& patient);

/// Multi-values of sections whose counts and offsets do not fit their bytes. Sheet section 11.1.
void check_multi_values(Patient& patient);

/// Accounts to services, services to providers and back, accounts to preferences. Sheet sections
/// 11.3 to 11.5.
void check_links(Patient& patient);

/// The delivery stores of POP3 accounts against the stores of the profile, and that one of these is
/// the default. Sheet sections 4 and 11.4.
void check_delivery_stores(Patient& patient);

/// Passwords that are sent over a connection without TLS.
void check_transport_security(Patient& patient);

/// Two accounts of one Mini UID: a note, since Outlook makes them (sheet section 4).
void check_mini_uids(Patient& patient);

inline constexpr std::array checks = {
    &check_order_lists, &check_counters,        &check_encodings,          &check_multi_values,
    &check_links,       &check_delivery_stores, &check_transport_security, &check_mini_uids};

}  // namespace olkacct::profile::doctor
