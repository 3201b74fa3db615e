// Completes the place and the clause of an error.
#include "source_error.h"

#include <filesystem>

#include "registry/open_store.h"
#include "undo_journal.h"

namespace olkacct::app {
namespace {

bool is_absolute(const std::string& where) { return std::filesystem::path(where).is_absolute(); }

bool is_of_journal(const std::string& where) {
    const auto folder = undo_folder();
    return folder && is_absolute(where) &&
           (where.starts_with(*folder) || folder->starts_with(where));
}

bool begins_with(std::string_view where, std::string_view source) {
    if (!where.starts_with(source)) {
        return false;
    }
    const std::string_view rest = where.substr(source.size());
    return rest.empty() || rest.starts_with(':') || rest.starts_with(',');
}

}  // namespace

Error in_source(Error error, const std::string& source) {
    if (is_of_journal(error.where)) {
        error.what += ", where changes are kept for undo (XDG_STATE_HOME names another folder)";
        return error;
    }
    const bool has_path = is_absolute(error.where) || begins_with(error.where, source) ||
                          begins_with(error.where, registry::path_of(source));
    if (!has_path) {
        error.where = error.where.empty() ? source : source + ": " + error.where;
    }
    return error;
}

}  // namespace olkacct::app
