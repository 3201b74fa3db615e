// A whole run of a client: it logs on, gives its session to an account manager, and prints the
// names of the mail accounts.
#include <olkacct/accthelper.h>
#include <olkacct/acctmgmt.h>
#include <olkacct/mapi.h>

#include <objbase.h>

#include <cstdio>

int main() {
    ::CoInitialize(nullptr);
    IMAPISession* session = nullptr;
    IOlkAccountHelper* helper = nullptr;
    IOlkAccountManager* manager = nullptr;
    IOlkEnum* accounts = nullptr;
    if (FAILED(::MAPIInitialize(nullptr)) ||
        FAILED(::MAPILogonEx(0, nullptr, nullptr, MAPI_EXTENDED | MAPI_USE_DEFAULT | MAPI_NO_MAIL,
                             &session)) ||
        FAILED(::OlkCreateAccountHelper(nullptr, session, IID_IOlkAccountHelper,
                                        reinterpret_cast<void**>(&helper))) ||
        FAILED(::CoCreateInstance(CLSID_OlkAccountManager, nullptr, CLSCTX_INPROC_SERVER,
                                  IID_IOlkAccountManager, reinterpret_cast<void**>(&manager))) ||
        FAILED(manager->Init(helper, ACCT_INIT_NOSYNCH_MAPI_ACCTS)) ||
        FAILED(manager->EnumerateAccounts(nullptr, nullptr, 0, &accounts)))
        return 1;
    IUnknown* unknown = nullptr;
    while (accounts->GetNext(&unknown) == S_OK) {
        IOlkAccount* account = nullptr;
        if (FAILED(unknown->QueryInterface(IID_IOlkAccount, reinterpret_cast<void**>(&account))))
            return 1;
        ACCT_VARIANT name{};
        if (SUCCEEDED(account->GetProp(PROP_ACCT_NAME, &name))) {
            std::printf("%ls\n", name.Val.pwsz);
            account->FreeMemory(reinterpret_cast<BYTE*>(name.Val.pwsz));
        }
        account->Release();
        unknown->Release();
    }
    accounts->Release();
    manager->Release();
    helper->Release();
    session->Logoff(0, 0, 0);
    session->Release();
    ::MAPIUninitialize();
    ::CoUninitialize();
    return 0;
}
