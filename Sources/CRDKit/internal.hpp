#pragma once
#include "boost_clang_fix.hpp"
// RDConfig.h must come before any other RDKit header: class layouts depend on it.
#include <RDGeneral/RDConfig.h>

#include <GraphMol/GraphMol.h>
#include <GraphMol/MolOps.h>

#include <cstdlib>
#include <cstring>
#include <exception>
#include <memory>
#include <new>
#include <string>
#include <vector>

#include "include/crdkit.h"

struct crd_mol {
  std::unique_ptr<RDKit::RWMol> mol;  // carries no map numbers
  std::vector<int> maps;              // per atom
  std::vector<int> kekule;            // bond order per bond in one Kekule form
};

struct crd_query {
  std::unique_ptr<RDKit::ROMol> mol;
  std::vector<unsigned> tagged;  // pattern atoms in tag order
};

namespace crd {

inline char *copy_text(const std::string &text) {
  auto *out = static_cast<char *>(std::malloc(text.size() + 1));
  if (out) std::memcpy(out, text.c_str(), text.size() + 1);
  return out;
}

/// Directs RDKit's logs into a buffer of the calling thread; safe to call often.
void start();
/// What the calling thread's logs hold, cleaned of stamps; empties them.
std::string take_log();
/// A readable form of an RDKit message.
std::string cleaned(const std::string &text);

/// Runs `body`; turns an exception (or, for a null result, the log) into `*error`.
template <typename Body>
auto guarded(char **error, decltype(std::declval<Body>()()) failure, Body body) -> decltype(body()) {
  std::string reason;
  try {
    start();
    take_log();
    return body();
  } catch (const std::exception &e) {
    reason = cleaned(e.what());
  } catch (...) {
    reason = "unknown error in RDKit";
  }
  try {
    if (reason.empty()) reason = take_log();
    if (error) *error = copy_text(reason.empty() ? "unknown error in RDKit" : reason);
  } catch (...) {
  }
  return failure;
}

/// Thrown by this library itself.
struct failure : std::exception {
  std::string text;
  explicit failure(std::string t) : text(std::move(t)) {}
  const char *what() const noexcept override { return text.c_str(); }
};

/// Sanitises with MDL aromaticity, takes the map numbers off, adds hydrogens if asked, assigns stereo.
std::unique_ptr<crd_mol> finished(std::unique_ptr<RDKit::RWMol> mol, bool add_hydrogens, bool stereo_from_3d);
/// Assigns R/S, E/Z anew and flags possible stereocentres.
void assign_stereo(RDKit::ROMol &mol);
/// Lewis orders of the bonds in one Kekule form.
std::vector<int> kekule_orders(const RDKit::ROMol &mol);
/// A copy of the molecule that carries `maps` (which may be null).
std::unique_ptr<RDKit::RWMol> mapped_copy(const crd_mol &mol, const int32_t *maps);
/// The property of a flat copy's atoms and bonds that holds their index in the whole molecule.
inline const char *const place = "crd_place";
/// A copy without the hydrogens that are not drawn, laid out in the plane.
RDKit::RWMol flat_copy(const crd_mol &mol);
/// Adds one conformer from `3 * atoms` numbers.
int add_conformer(RDKit::ROMol &mol, const double *coordinates);

}  // namespace crd
