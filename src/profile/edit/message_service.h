// Making the sections of a message service with its one provider. Sheet section 11.4; the values
// and their order are those of real profiles of 2010 and 16.0, which agree.
#pragma once

#include <string>

#include "profile/edit/account_layout.h"
#include "profile/edit/edit_context.h"
#include "profile/edit/sections.h"

namespace olkacct::profile {

struct NewDataFile {
    std::u16string display_name;
    std::u16string path;
    /// In the language of the profile's Outlook where another data file shows it.
    std::u16string provider_display_name = u"Outlook Data File";
};

/// Adds a Unicode data file to the profile's services. It becomes the default store when the
/// profile has no other. Its record key is not written: it is what the file says. Gives the
/// MAPIUID of the service section.
Result<Uid> make_data_file_service(EditContext& context, const EditedProfile& profile,
                                   Layout layout, const NewDataFile& file);

/// Adds the Outlook Address Book, without folders in it. Gives the MAPIUID of the service section.
Result<Uid> make_address_book_service(EditContext& context, const EditedProfile& profile,
                                      const std::u16string& display_name);

}  // namespace olkacct::profile
