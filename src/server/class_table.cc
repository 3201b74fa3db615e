// The classes that can be created, of both halves of the library.
#include "server/class_table.h"

#include "accounts/com/account_editor.h"
#include "accounts/com/manager.h"
#include "mapi/account_helper.h"
#include "olkacct/accteditor.h"
#include "olkacct/accthelper.h"
#include "olkacct/acctmgmt.h"

namespace olkacct::server {

std::span<const CreatableClass> creatable_classes() {
    static constexpr CreatableClass classes[] = {
        {CLSID_OlkAccountManager, "olkacct account manager", &com::create<accounts::ManagerObject>},
        {CLSID_OlkAccountEditor, "olkacct account editor",
         &com::create<accounts::AccountEditorObject>},
        {CLSID_OlkAccountHelper, "olkacct account helper", &com::create<mapi::AccountHelperObject>},
    };
    return classes;
}

}  // namespace olkacct::server
