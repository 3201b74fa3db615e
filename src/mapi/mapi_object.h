// The base of every class here: identity, life within a session, the edge that no exception
// crosses.
#pragma once

#include <atomic>
#include <memory>
#include <new>
#include <utility>

#include "base/com/com_object.h"
#include "mapi/answer.h"
#include "mapi/last_errors.h"
#include "mapi/uuids.h"

namespace olkacct::mapi {

/// Whether the session that an object came from still lives. Shared by the session and all it
/// handed out; objects that belong to no session have none.
class SessionLife {
  public:
    void end() noexcept { ended_.store(true, std::memory_order_release); }
    [[nodiscard]] bool ended() const noexcept { return ended_.load(std::memory_order_acquire); }

  private:
    std::atomic<bool> ended_{false};
};
using Life = std::shared_ptr<SessionLife>;

/// Sets what a method returns to zero where there is a place for it; false when one is missing.
template <class... T>
bool clear(T*... outs) noexcept {
    bool complete = true;
    [[maybe_unused]] const auto clear_one = [&complete](auto* out) {
        if (out == nullptr)
            complete = false;
        else
            *out = {};
    };
    (clear_one(outs), ...);
    return complete;
}

/// A method that is not offered: clears what it would return (MP-Gen-8).
template <class... T>
HRESULT unsupported(T*... outs) noexcept {
    clear(outs...);
    return MAPI_E_NO_SUPPORT;
}

template <class Interface, class... Ancestors>
class MapiObject : public com::ComObject<Interface, Ancestors...> {
  public:
    HRESULT STDMETHODCALLTYPE QueryInterface(REFIID riid, void** object) noexcept override {
        if (object == nullptr) return MAPI_E_INVALID_PARAMETER;
        return com::ComObject<Interface, Ancestors...>::QueryInterface(riid, object);
    }

    HRESULT STDMETHODCALLTYPE GetLastError(HRESULT hResult, ULONG ulFlags,
                                           MAPIERROR** lppMAPIError) noexcept override {
        clear(lppMAPIError);
        if (has_ended()) return ended_code_;
        return last_errors_.give(hResult, ulFlags, lppMAPIError);
    }

  protected:
    explicit MapiObject(Life life = nullptr, HRESULT ended_code = MAPI_E_INVALID_OBJECT)
        : life_(std::move(life)), ended_code_(ended_code) {}

    /// Runs the body of a method, which gives an Answer. Clears what stands in `outs` first and
    /// refuses without it (MP-Gen-5); refuses once the session has ended (MS-20); remembers a
    /// failure for GetLastError.
    template <class Body, class... T>
    HRESULT call(Body&& body, T*... outs) noexcept {
        const bool complete = clear(outs...);
        if (has_ended()) return ended_code_;
        if (!complete) return keep(MAPI_E_INVALID_PARAMETER);
        try {
            return keep(body());
        } catch (const std::bad_alloc&) {
            return keep(MAPI_E_NOT_ENOUGH_MEMORY);
        } catch (...) {
            return keep(MAPI_E_CALL_FAILED);
        }
    }

    [[nodiscard]] bool has_ended() const noexcept { return life_ && life_->ended(); }
    [[nodiscard]] const Life& life() const noexcept { return life_; }

  private:
    HRESULT keep(const Answer& answer) noexcept {
        last_errors_.remember(answer);
        return answer.code;
    }

    const Life life_;
    const HRESULT ended_code_;
    LastErrors last_errors_;
};

}  // namespace olkacct::mapi
