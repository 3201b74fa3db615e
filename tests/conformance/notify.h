// What the tests of notifications share: the changes of accounts_reg.h's profile by name, made here
// or by another program.
#pragma once

#include <olkacct/accteditor.h>

#include <memory>
#include <string>
#include <vector>

#include "client.h"
#include "sink.h"

namespace olkacct::test {

using Events = std::vector<Heard>;

inline constexpr Heard changed(DWORD id) { return {NOTIFY_ACCT_CHANGED, id, 0}; }
inline constexpr Heard created(DWORD id) { return {NOTIFY_ACCT_CREATED, id, 0}; }
inline constexpr Heard predeleted(DWORD id) { return {NOTIFY_ACCT_PREDELETED, id, 0}; }
inline constexpr Heard deleted(DWORD id) { return {NOTIFY_ACCT_DELETED, id, 0}; }
inline constexpr Heard order_changed{NOTIFY_ACCT_ORDER_CHANGED, 0, 0};

class Notifications : public Conformance {
  protected:
    // A manager with these flags and a helper of its own that lives as long as the test.
    Owned<IOlkAccountManager> open_with(DWORD flags, const std::u16string& profile = u"Ann");
    static DWORD advise(IOlkAccountManager& manager, Sink& sink);
    static HRESULT rename(IOlkAccountManager& manager, DWORD id, const std::u16string& name);
    static HRESULT reverse_stores(IOlkAccountManager& manager);
    static bool is_there(IOlkAccountManager& manager, DWORD id);
    static Owned<IOlkAccountEditor> open_editor();
    // The id; a data file.
    static DWORD add(IOlkAccountEditor& editor, const std::u16string& name);
    // Runs tests/clients/edit_accounts on the source of the managers.
    void in_another_process(const std::vector<std::string>& steps,
                            const std::string& profile = "Ann");

  private:
    std::vector<std::unique_ptr<Helper>> helpers_;
};

}  // namespace olkacct::test
