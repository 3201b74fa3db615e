// The one error table. Texts of the documented codes: specification S-42.
#include "base/error_table.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace olkacct::base {
namespace {

constexpr std::uint32_t e_notimpl = 0x80004001;
constexpr std::uint32_t e_outofmemory = 0x8007000E;
constexpr std::uint32_t e_invalidarg = 0x80070057;
constexpr std::uint32_t e_unexpected = 0x8000FFFF;
constexpr std::uint32_t e_olk_registry = 0x800C8001;
constexpr std::uint32_t e_acct_not_found = 0x800C8101;
// Of the account editor (include/olkacct/accteditor.h). The first is a success there: all but the
// password was written.
constexpr std::uint32_t olk_s_secret_not_stored = 0x000C8201;
constexpr std::uint32_t olk_e_left_to_outlook = 0x800C8202;

// Exit codes: 0 done, 1 unexpected, 2 usage, 3 not there, 4 no permission, 5 input/output or busy,
// 6 not a kind of source we read, 7 damaged, 8 logs unusable, 9 no such profile or account,
// 10 some of many sources failed, 11 changed underneath or conflict, 12 the source cannot do it,
// 13 the source cannot keep secrets, 14 the plan no longer fits or there is none, 15 Outlook must
// create it, 16 the name is taken, 17 something needs attention.
constexpr auto table = std::to_array<ErrorRow>({
    {ErrorCode::ok, "ok", 0, 0, "The operation completed successfully.",
     "La operación se completó correctamente."},
    {ErrorCode::end_of_enumeration, "end_of_enumeration", 1, 0,
     "There are no more accounts in the enumeration.", "No hay más cuentas en la enumeración."},
    {ErrorCode::invalid_argument, "invalid_argument", e_invalidarg, 2,
     "One or more arguments are not valid.", "Uno o más argumentos no son válidos."},
    {ErrorCode::out_of_memory, "out_of_memory", e_outofmemory, 1,
     "There is not enough memory to complete the operation.",
     "No hay memoria suficiente para completar la operación."},
    {ErrorCode::not_implemented, "not_implemented", e_notimpl, 12,
     "This operation is not implemented.", "Esta operación no está implementada."},
    {ErrorCode::no_interface, "no_interface", 0x80004002, 1,
     "The object does not support this interface.", "El objeto no admite esta interfaz."},
    {ErrorCode::null_pointer, "null_pointer", 0x80004003, 2, "A pointer is missing.",
     "Falta un puntero."},
    {ErrorCode::no_aggregation, "no_aggregation", 0x80040110, 1,
     "The class does not support aggregation.", "La clase no admite la agregación."},
    {ErrorCode::class_not_available, "class_not_available", 0x80040111, 1,
     "The class is not provided here.", "Esta clase no se ofrece aquí."},
    {ErrorCode::unexpected, "unexpected", e_unexpected, 1, "An unexpected error occurred.",
     "Se produjo un error inesperado."},
    {ErrorCode::settings_unavailable, "settings_unavailable", e_olk_registry, 5,
     "The account settings could not be accessed.",
     "No se pudo acceder a la configuración de las cuentas."},
    {ErrorCode::already_initialized, "already_initialized", 0x800C8002, 1,
     "The account manager is already initialized.",
     "El administrador de cuentas ya está inicializado."},
    {ErrorCode::parameter_not_supported, "parameter_not_supported", 0x800C8003, 2,
     "One or more parameters are not supported.", "Uno o más parámetros no se admiten."},
    {ErrorCode::not_initialized, "not_initialized", 0x800C8005, 1,
     "The account manager has not been initialized.",
     "El administrador de cuentas no se ha inicializado."},
    {ErrorCode::property_read_only, "property_read_only", 0x800C800D, 12,
     "The property is read-only.", "La propiedad es de solo lectura."},
    {ErrorCode::account_not_found, "account_not_found", e_acct_not_found, 9,
     "The account or the requested account property was not found.",
     "No se encontró la cuenta o la propiedad de cuenta solicitada."},
    {ErrorCode::ui_busy, "ui_busy", 0x800C8102, 12, "The account dialog box could not be opened.",
     "No se pudo abrir el cuadro de diálogo de cuentas."},
    {ErrorCode::wrong_sort_order, "wrong_sort_order", 0x800C8105, 2,
     "The new order does not contain the same number of accounts as the current order.",
     "El nuevo orden no contiene el mismo número de cuentas que el orden actual."},
    {ErrorCode::call_failed, "call_failed", 0x80004005, 1, "The call failed.", "La llamada falló."},
    {ErrorCode::user_cancelled, "user_cancelled", 0x80040113, 1, "The operation was canceled.",
     "La operación se canceló."},
    {ErrorCode::bad_usage, "bad_usage", e_invalidarg, 2, "See olkacct --help.",
     "Véase olkacct --help."},
    {ErrorCode::source_not_found, "source_not_found", e_olk_registry, 3,
     "The source does not exist. Check the path.", "El origen no existe. Compruebe la ruta."},
    {ErrorCode::access_denied, "access_denied", e_olk_registry, 4,
     "This user may not read or not change the source. Check its owner and mode.",
     "Este usuario no puede leer o no puede cambiar el origen. Compruebe su propietario y sus "
     "permisos."},
    {ErrorCode::io_error, "io_error", e_olk_registry, 5,
     "Reading or writing failed. Check the disk or the network share and try again.",
     "Falló la lectura o la escritura. Compruebe el disco o el recurso de red e inténtelo de "
     "nuevo."},
    {ErrorCode::source_busy, "source_busy", e_olk_registry, 5,
     "Another program is writing to the source. Try again when it has finished.",
     "Otro programa está escribiendo en el origen. Inténtelo de nuevo cuando termine."},
    {ErrorCode::unknown_source_kind, "unknown_source_kind", e_olk_registry, 6,
     "The source is no registry hive, no registry export and no database of olkacct.",
     "El origen no es una sección del Registro, ni una exportación, ni una base de datos de "
     "olkacct."},
    {ErrorCode::not_a_hive, "not_a_hive", e_olk_registry, 6, "The file is not a registry hive.",
     "El archivo no es una sección (hive) del Registro."},
    {ErrorCode::unsupported_hive_version, "unsupported_hive_version", e_olk_registry, 6,
     "This version of the hive format is not supported; 1.3 to 1.6 are.",
     "Esta versión del formato no se admite; se admiten de 1.3 a 1.6."},
    {ErrorCode::hive_truncated, "hive_truncated", e_olk_registry, 7,
     "The hive ends before what its header promises. Copy it again from its machine.",
     "La sección termina antes de lo que promete su cabecera. Cópiela de nuevo de su equipo."},
    {ErrorCode::hive_damaged, "hive_damaged", e_olk_registry, 7,
     "The hive is damaged at this place. Copy it again, or work on a backup.",
     "La sección está dañada en este lugar. Cópiela de nuevo o use una copia de seguridad."},
    {ErrorCode::logs_unusable, "logs_unusable", e_olk_registry, 8,
     "The hive needs its transaction logs for that: put its .LOG1 and .LOG2 beside it. Without "
     "them it can be read (list --no-logs), and copied into a file that can be changed (export "
     "--no-logs).",
     "La sección necesita sus registros de transacciones: ponga .LOG1 y .LOG2 a su lado. Sin ellos "
     "se puede leer (list --no-logs) y copiar en un archivo modificable (export --no-logs)."},
    {ErrorCode::changed_while_reading, "changed_while_reading", e_olk_registry, 11,
     "The source was changed while it was read. Try again when nothing writes to it.",
     "El origen cambió durante la lectura. Inténtelo de nuevo cuando nadie escriba en él."},
    {ErrorCode::syntax_error, "syntax_error", e_olk_registry, 7,
     "The registry export is not well-formed at this line. Export it again.",
     "La exportación del Registro no está bien formada en esta línea. Expórtela de nuevo."},
    {ErrorCode::limit_exceeded, "limit_exceeded", e_olk_registry, 7,
     "The source exceeds a limit that protects against hostile input.",
     "El origen supera un límite que protege de entradas hostiles."},
    {ErrorCode::not_supported_by_store, "not_supported_by_store", e_olk_registry, 12,
     "It cannot be done with this source.", "No se puede hacer con este origen."},
    {ErrorCode::conflict, "conflict", e_olk_registry, 11,
     "Somebody else changed the source first. Read it again and repeat the change.",
     "Otro cambió antes el origen. Léalo de nuevo y repita el cambio."},
    {ErrorCode::key_not_found, "key_not_found", e_olk_registry, 9,
     "The registry key or value does not exist.", "La clave o el valor del Registro no existe."},
    {ErrorCode::profile_not_found, "profile_not_found", e_olk_registry, 9,
     "There is no such profile in the source. List them with olkacct profiles.",
     "No hay tal perfil en el origen. Muéstrelos con olkacct profiles."},
    {ErrorCode::some_sources_failed, "some_sources_failed", e_olk_registry, 10,
     "Some of the sources failed; the messages above say which and why.",
     "Algunos orígenes fallaron; los mensajes anteriores dicen cuáles y por qué."},
    {ErrorCode::disk_full, "disk_full", e_olk_registry, 5,
     "The disk is full. Nothing was changed; make room and repeat the change.",
     "El disco está lleno. No se cambió nada; libere espacio y repita el cambio."},
    {ErrorCode::reopen_needed, "reopen_needed", e_olk_registry, 5,
     "An earlier write failed, so the source must be opened again before anything else.",
     "Una escritura anterior falló; hay que volver a abrir el origen antes de continuar."},
    {ErrorCode::secrets_not_supported, "secrets_not_supported", olk_s_secret_not_stored, 13,
     "This kind of source cannot protect a new password, so none was stored in it.",
     "Este tipo de origen no puede proteger una contraseña nueva; no se guardó ninguna."},
    {ErrorCode::plan_outdated, "plan_outdated", e_olk_registry, 14,
     "The source is no longer what the plan was made for, so nothing was changed. Plan again.",
     "El origen ya no es el que se planificó; no se cambió nada. Vuelva a planificar."},
    {ErrorCode::left_to_outlook, "left_to_outlook", olk_e_left_to_outlook, 15,
     "Only Outlook can complete an account of this type; --incomplete writes what is known.",
     "Solo Outlook puede completar una cuenta de este tipo; --incomplete escribe lo que se sabe."},
    {ErrorCode::already_exists, "already_exists", e_olk_registry, 16,
     "It exists already, and nothing was changed.", "Ya existe; no se cambió nada."},
    {ErrorCode::database_damaged, "database_damaged", e_olk_registry, 7,
     "The database is damaged. Restore it from a backup, or import the profiles again.",
     "La base de datos está dañada. Recupérela de una copia de seguridad o importe de nuevo los "
     "perfiles."},
    {ErrorCode::findings_left, "findings_left", e_olk_registry, 17,
     "Something in the profiles needs attention.", "Algo en los perfiles requiere atención."},
    {ErrorCode::nothing_to_undo, "nothing_to_undo", e_olk_registry, 14,
     "There is nothing left to take back. olkacct undo --list shows what is kept.",
     "No queda nada que deshacer. olkacct undo --list muestra lo que se guarda."},
    {ErrorCode::undo_entry_damaged, "undo_entry_damaged", e_olk_registry, 7,
     "This entry of the undo journal cannot be used; the others can.",
     "Esta entrada del diario de deshacer no se puede usar; las demás sí."},
    {ErrorCode::not_a_history, "not_a_history", e_olk_registry, 6,
     "The file is no download history of a POP3 account; version 3 is read.",
     "El archivo no es un historial de descargas de una cuenta POP3; se lee la versión 3."},
    {ErrorCode::history_damaged, "history_damaged", e_olk_registry, 7,
     "The download history is damaged at this place. Take it out of Outlook's message again.",
     "El historial de descargas está dañado en este lugar. Extráigalo de nuevo del mensaje de "
     "Outlook."},
    {ErrorCode::not_a_uid_list, "not_a_uid_list", e_olk_registry, 6,
     "The file is no list of messages as a POP3 server answers to UIDL.",
     "El archivo no es una lista de mensajes como la que un servidor POP3 responde a UIDL."},
});

constexpr bool in_order() {
    for (std::size_t i = 0; i < table.size(); ++i) {
        if (static_cast<std::size_t>(table[i].code) != i) {
            return false;
        }
    }
    return true;
}
static_assert(in_order(), "error_row looks a code up by its position");
static_assert(table.back().code == ErrorCode::not_a_uid_list, "every code needs a row");

}  // namespace

std::span<const ErrorRow> error_table() { return table; }

const ErrorRow& error_row(ErrorCode code) { return table[static_cast<std::size_t>(code)]; }

const ErrorRow* error_row_for_hresult(std::uint32_t hresult) {
    const auto row = std::find_if(table.begin(), table.end(), [hresult](const ErrorRow& candidate) {
        return candidate.hresult == hresult;
    });
    return row == table.end() ? nullptr : &*row;
}

}  // namespace olkacct::base

namespace olkacct {

std::string_view explain(ErrorCode code) { return base::error_row(code).english; }

int exit_code(ErrorCode code) { return base::error_row(code).exit_code; }

}  // namespace olkacct
