// Counting initialisations, and choosing the profile of a logon.
#include "mapi/process.h"

#include <chrono>

#include "mapi/client_text.h"
#include "mapi/profile_admin.h"
#include "mapi/profile_rows.h"
#include "mapi/session.h"

namespace olkacct::mapi {
namespace {

constexpr ULONG known_init_flags =
    MAPI_MULTITHREAD_NOTIFICATIONS | MAPI_NO_COINIT | MAPI_NT_SERVICE;
constexpr std::chrono::seconds short_wait{3};

tl::unexpected<Error> no_profile(const std::string& store) {
    return fail(ErrorCode::profile_not_found, "no profile was named, and none is the default",
                store);
}

Result<profile::ListedProfile> default_of(std::vector<profile::ListedProfile> profiles,
                                          const std::string& store) {
    for (profile::ListedProfile& listed : profiles)
        if (listed.is_default) return std::move(listed);
    return no_profile(store);
}

// Whom the user would confirm in a dialog that comes up: the only profile, else the default
// (MS-16).
Result<profile::ListedProfile> preselected(std::vector<profile::ListedProfile> profiles,
                                           const std::string& store) {
    if (profiles.size() == 1) return std::move(profiles.front());
    return default_of(std::move(profiles), store);
}

// Specification 8.2, steps 2 to 5.
Result<profile::ListedProfile> choose(const LogonRequest& request, const Host& host,
                                      const LiveProfiles& live) {
    const std::string& store = host.store->name();
    const bool has_dialog = (request.flags & MAPI_LOGON_UI) != 0;
    const std::u16string name = text_from(request.profile_name, request.flags);
    const bool wants_default = (request.flags & MAPI_USE_DEFAULT) != 0;
    if (!wants_default && !name.empty()) return find_visible(*host.store, live, name);
    auto profiles = visible_profiles(*host.store, live);
    if (!profiles) return tl::unexpected(profiles.error());
    if (wants_default) {
        auto found = default_of(*profiles, store);
        if (found || !has_dialog) return found;
    }
    return has_dialog ? preselected(std::move(*profiles), store) : no_profile(store);
}

}  // namespace

HRESULT Process::initialize(const MAPIINIT_0* how) noexcept {
    if (how != nullptr && how->ulVersion != MAPI_INIT_VERSION) return MAPI_E_INVALID_PARAMETER;
    if (how != nullptr && (how->ulFlags & ~known_init_flags) != 0) return MAPI_E_UNKNOWN_FLAGS;
    users_.fetch_add(1);
    return S_OK;
}

void Process::uninitialize() noexcept {
    unsigned users = users_.load();
    while (users != 0 && !users_.compare_exchange_weak(users, users - 1)) {
    }
}

Result<std::shared_ptr<ProfilePin>> Process::begin(const LogonRequest& request, const Host& host) {
    const auto chosen = choose(request, host, live_);
    if (!chosen) return tl::unexpected(chosen.error());
    return live_.pin(host, chosen->place);
}

Answer Process::logon(const LogonRequest& request, const std::function<Result<Host>()>& open,
                      IMAPISession** session) {
    std::unique_lock lock(logon_mutex_, std::defer_lock);
    if ((request.flags & MAPI_TIMEOUT_SHORT) == 0) {
        lock.lock();
    } else if (!lock.try_lock_for(short_wait)) {
        return MAPI_E_TIMEOUT;
    }
    if (!is_empty_password(request.password))
        return {MAPI_E_LOGON_FAILED, "profiles have no passwords"};
    auto shared = shared_.lock();
    std::shared_ptr<ProfilePin> pin;
    if (shared != nullptr && (request.flags & MAPI_NEW_SESSION) == 0) {
        pin = shared;
    } else {
        const auto host = open();
        if (!host) return {MAPI_E_LOGON_FAILED, host.error().what};
        auto begun = begin(request, *host);
        if (!begun) return {MAPI_E_LOGON_FAILED, begun.error().what};
        pin = std::move(*begun);
        if (shared == nullptr && (request.flags & MAPI_ALLOW_OTHERS) != 0) shared_ = pin;
    }
    TableRows stores;
    const auto read = pin->profile()->read(
        [&](registry::ReadTransaction& transaction, const profile::ProfilePlace& place) {
            return profile::read_service_tree(transaction, place.key)
                .map([&](const profile::ServiceTree& tree) { stores = store_rows(tree); });
        });
    if (!read) return {MAPI_E_LOGON_FAILED, read.error().what};
    *session = com::make_object<SessionObject>(std::move(pin), std::move(stores)).detach();
    return S_OK;
}

Process& mapi_process() {
    // Never destroyed: sessions may end after static objects do.
    static Process& instance = *new Process;
    return instance;
}

}  // namespace olkacct::mapi
