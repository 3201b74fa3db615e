// The choice of the process over the one of its environment.
#include "base/com/account_source.h"

#include <cstdlib>
#include <mutex>
#include <utility>

namespace olkacct::com {
namespace {

// Where programs for Outlook look.
#ifdef _WIN32
constexpr const char* usual_source = "registry:";
#else
constexpr const char* usual_source = nullptr;
#endif

// State of the process, because COM makes managers without arguments: there is no other way to
// tell one what to open.
struct Choice {
    std::mutex mutex;
    std::optional<std::string> path_or_url;
};

Choice& choice() {
    static Choice instance;
    return instance;
}

}  // namespace

std::optional<std::string> account_source() {
    {
        const std::lock_guard lock(choice().mutex);
        if (choice().path_or_url) return choice().path_or_url;
    }
    const char* const variable = std::getenv("OLKACCT_SOURCE");
    if (variable != nullptr && *variable != '\0') return variable;
    return usual_source == nullptr ? std::nullopt : std::optional<std::string>(usual_source);
}

void set_account_source(std::optional<std::string> path_or_url) {
    const std::lock_guard lock(choice().mutex);
    choice().path_or_url.swap(path_or_url);
}

}  // namespace olkacct::com
