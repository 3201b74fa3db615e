// olkacct mapi-provider, where there is none
#include "commands.h"

namespace olkacct::app {

Result<void> run_mapi_provider(const Arguments& /*arguments*/, Output& /*output*/) {
    return fail(ErrorCode::not_supported_by_store, "only Windows has a MAPI provider",
                "mapi-provider");
}

}  // namespace olkacct::app
