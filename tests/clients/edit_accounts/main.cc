// Makes changes to a profile, one after the other, as another program would.
//
//   edit_accounts PROFILE STEP...
//
// A step is `rename ID NAME`, `delete ID`, `reverse` (the order of the stores) or `add NAME` (a
// data file). Prints a line for each that was done; exit code 1 after the first that failed.
#include <olkacct/accteditor.h>
#include <olkacct/accthelper.h>

#include <algorithm>
#include <cstdlib>
#include <string>
#include <vector>

#include "client.h"

namespace {

using client::Com;

std::basic_string<WCHAR> wide(const char* ascii) {
    return {ascii, ascii + std::char_traits<char>::length(ascii)};
}

ACCT_VARIANT text_value(std::basic_string<WCHAR>& text) {
    ACCT_VARIANT value{};
    value.dwType = PT_UNICODE;
    value.Val.pwsz = text.data();
    return value;
}

HRESULT rename_account(IOlkAccountManager& manager, DWORD id, const char* name) {
    ACCT_VARIANT wanted{};
    wanted.dwType = PT_LONG;
    wanted.Val.dw = id;
    Com<IOlkAccount> account;
    HRESULT hr = manager.FindAccount(PROP_ACCT_ID, &wanted, account.put());
    if (FAILED(hr)) return hr;
    auto text = wide(name);
    ACCT_VARIANT value = text_value(text);
    hr = account->SetProp(PROP_ACCT_NAME, &value);
    return FAILED(hr) ? hr : account->SaveChanges(OLK_ACCOUNT_NO_FLAGS);
}

HRESULT reverse_stores(IOlkAccountManager& manager) {
    DWORD count = 0;
    DWORD* order = nullptr;
    HRESULT hr = manager.GetOrder(&CLSID_OlkStore, &count, &order);
    if (FAILED(hr)) return hr;
    std::reverse(order, order + count);
    hr = manager.SetOrder(&CLSID_OlkStore, count, order);
    manager.FreeMemory(reinterpret_cast<BYTE*>(order));
    return hr;
}

HRESULT add_data_file(IOlkAccountEditor& editor, const char* name) {
    auto text = wide(name);
    const auto path = wide("C:\\Mail\\") + text + wide(".pst");
    const ACCT_PROP property{PROP_ACCT_NAME, text_value(text)};
    OLK_NEW_ACCOUNT account{};
    account.cbSize = sizeof account;
    account.dwKind = OLK_KIND_DATA_FILE;
    account.cProps = 1;
    account.rgProps = &property;
    account.pwszDataFile = path.c_str();
    DWORD id = 0;
    return editor.CreateAccount(&account, &id);
}

int edit(IOlkAccountManager& manager, IOlkAccountEditor& editor,
         const std::vector<const char*>& words) {
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::string step = words[i];
        const auto word = [&] { return ++i < words.size() ? words[i] : ""; };
        HRESULT hr = E_INVALIDARG;
        if (step == "rename") {
            const auto id = static_cast<DWORD>(std::atoi(word()));
            hr = rename_account(manager, id, word());
        } else if (step == "delete") {
            hr = manager.DeleteAccount(static_cast<DWORD>(std::atoi(word())));
        } else if (step == "reverse") {
            hr = reverse_stores(manager);
        } else if (step == "add") {
            hr = add_data_file(editor, word());
        }
        if (FAILED(hr)) return client::failed(step.c_str(), hr);
        std::printf("%s done\n", step.c_str());
    }
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 2) return 2;
    const auto profile = wide(argv[1]);
    Com<IOlkAccountHelper> helper;
    HRESULT hr = OlkCreateAccountHelper(profile.c_str(), nullptr, IID_IOlkAccountHelper,
                                        reinterpret_cast<void**>(helper.put()));
    if (FAILED(hr)) return client::failed("helper", hr);
    Com<IOlkAccountManager> manager;
    hr = client::activate_manager(manager.put());
    if (FAILED(hr)) return client::failed("activation", hr);
    hr = manager->Init(helper.get(), ACCT_INIT_NOSYNCH_MAPI_ACCTS | ACCT_INIT_NO_STORES_CHECK);
    if (FAILED(hr)) return client::failed("Init", hr);
    Com<IOlkAccountEditor> editor;
    hr = OlkCreateAccountEditor(IID_IOlkAccountEditor, reinterpret_cast<void**>(editor.put()));
    if (SUCCEEDED(hr)) hr = editor->Open(nullptr, profile.c_str());
    if (FAILED(hr)) return client::failed("editor", hr);
    return edit(*manager.get(), *editor.get(), {argv + 2, argv + argc});
}
