// Keeping failures and making MAPIERROR of them.
#include "mapi/last_errors.h"

#include <algorithm>
#include <cstring>
#include <optional>
#include <string_view>

#include "mapi/buffer_chain.h"
#include "olkacct/text.h"

namespace olkacct::mapi {
namespace {

constexpr std::size_t max_threads = 64;
constexpr std::string_view component = "olkacct";

LPTSTR put_text(std::string_view utf8, bool wide, Chain& chain) {
    const std::u16string units = wide ? from_wtf8(utf8) : std::u16string();
    const void* const start = wide ? static_cast<const void*>(units.c_str()) : utf8.data();
    const std::size_t size = wide ? units.size() * sizeof(WCHAR) : utf8.size();
    auto* const block = static_cast<char*>(chain.more(size + sizeof(WCHAR)));
    std::memcpy(block, start, size);
    std::memset(block + size, 0, sizeof(WCHAR));
    return reinterpret_cast<LPTSTR>(block);
}

MAPIERROR* make_error(std::string_view text, ULONG flags) {
    const bool wide = (flags & MAPI_UNICODE) != 0;
    Chain chain(sizeof(MAPIERROR));
    auto* const error = chain.as<MAPIERROR>();
    *error = {MAPI_ERROR_VERSION, put_text(text, wide, chain), put_text(component, wide, chain), 0,
              0};
    return chain.release<MAPIERROR>();
}

}  // namespace

void LastErrors::remember(const Answer& answer) noexcept {
    if (SUCCEEDED(answer.code)) return;
    try {
        Kept kept{std::this_thread::get_id(), answer.code,
                  answer.text.empty() ? text_of_code(answer.code) : answer.text};
        const std::lock_guard lock(mutex_);
        kept_.remove_if([&](const Kept& other) { return other.thread == kept.thread; });
        kept_.push_front(std::move(kept));
        if (kept_.size() > max_threads) kept_.pop_back();
    } catch (const std::bad_alloc&) {
        return;
    }
}

HRESULT LastErrors::give(HRESULT hr, ULONG flags, MAPIERROR** error) const noexcept {
    if (error == nullptr) return MAPI_E_INVALID_PARAMETER;
    *error = nullptr;
    if (SUCCEEDED(hr)) return S_OK;
    try {
        std::optional<std::string> text;
        {
            const std::lock_guard lock(mutex_);
            const auto found = std::ranges::find(kept_, std::this_thread::get_id(), &Kept::thread);
            if (found != kept_.end() && found->code == hr) text = found->text;
        }
        if (text) *error = make_error(*text, flags);
        return S_OK;
    } catch (const std::bad_alloc&) {
        return MAPI_E_NOT_ENOUGH_MEMORY;
    }
}

}  // namespace olkacct::mapi
