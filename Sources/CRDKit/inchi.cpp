#include "internal.hpp"

#include <inchi_api.h>

#include <mutex>

using namespace RDKit;

namespace {

std::mutex one_at_a_time;  // libinchi keeps state in globals

std::vector<inchi_Atom> inchi_atoms(const crd_mol &mol) {
  std::vector<inchi_Atom> out(mol.mol->getNumAtoms());
  if (out.size() > 1023) throw crd::failure("InChI is limited to 1023 atoms");
  for (const auto *atom : mol.mol->atoms()) {
    inchi_Atom &record = out[atom->getIdx()];
    std::memset(&record, 0, sizeof record);
    std::strncpy(record.elname, atom->getSymbol().c_str(), ATOM_EL_LEN - 1);
    record.charge = static_cast<S_CHAR>(atom->getFormalCharge());
    for (const auto *bond : mol.mol->atomBonds(atom)) {
      const unsigned other = bond->getOtherAtomIdx(atom->getIdx());
      if (other < atom->getIdx()) continue;
      if (record.num_bonds >= MAXVAL) throw crd::failure("an atom has too many bonds for InChI");
      record.neighbor[record.num_bonds] = static_cast<AT_NUM>(other);
      record.bond_type[record.num_bonds] = static_cast<S_CHAR>(mol.kekule[bond->getIdx()]);
      ++record.num_bonds;
    }
  }
  return out;
}

/// Centres: seen from the first neighbour the others run clockwise when even; a lone pair is written as the centre itself
/// in the first place, where RDKit counts it last.
void add_centres(const ROMol &mol, std::vector<inchi_Stereo0D> &out) {
  for (const auto *atom : mol.atoms()) {
    const auto tag = atom->getChiralTag();
    if (tag != Atom::CHI_TETRAHEDRAL_CW && tag != Atom::CHI_TETRAHEDRAL_CCW) continue;
    const unsigned degree = atom->getDegree();
    if (degree < 3 || degree > 4) continue;
    inchi_Stereo0D record;
    std::memset(&record, 0, sizeof record);
    record.central_atom = static_cast<AT_NUM>(atom->getIdx());
    record.type = INCHI_StereoType_Tetrahedral;
    int place = 0;
    if (degree == 3) record.neighbor[place++] = record.central_atom;
    for (const auto *bond : mol.atomBonds(atom))
      record.neighbor[place++] = static_cast<AT_NUM>(bond->getOtherAtomIdx(atom->getIdx()));
    const bool even = (tag == Atom::CHI_TETRAHEDRAL_CW) == (degree == 4);
    record.parity = even ? INCHI_PARITY_EVEN : INCHI_PARITY_ODD;
    out.push_back(record);
  }
}

void add_double_bonds(const ROMol &mol, std::vector<inchi_Stereo0D> &out) {
  for (const auto *bond : mol.bonds()) {
    const auto stereo = bond->getStereo();
    const bool trans = stereo == Bond::STEREOE || stereo == Bond::STEREOTRANS;
    const bool cis = stereo == Bond::STEREOZ || stereo == Bond::STEREOCIS;
    if ((!trans && !cis) || bond->getStereoAtoms().size() != 2) continue;
    inchi_Stereo0D record;
    std::memset(&record, 0, sizeof record);
    record.central_atom = NO_ATOM;
    record.type = INCHI_StereoType_DoubleBond;
    record.neighbor[0] = static_cast<AT_NUM>(bond->getStereoAtoms()[0]);
    record.neighbor[1] = static_cast<AT_NUM>(bond->getBeginAtomIdx());
    record.neighbor[2] = static_cast<AT_NUM>(bond->getEndAtomIdx());
    record.neighbor[3] = static_cast<AT_NUM>(bond->getStereoAtoms()[1]);
    record.parity = trans ? INCHI_PARITY_EVEN : INCHI_PARITY_ODD;
    out.push_back(record);
  }
}

std::string inchi_text(const crd_mol &mol, bool fixed_hydrogens) {
  auto atoms = inchi_atoms(mol);
  std::vector<inchi_Stereo0D> stereo;
  add_centres(*mol.mol, stereo);
  add_double_bonds(*mol.mol, stereo);
  char options[16];
  std::strcpy(options, fixed_hydrogens ? "-FixedH" : "");
  inchi_Input input;
  std::memset(&input, 0, sizeof input);
  input.atom = atoms.data();
  input.num_atoms = static_cast<AT_NUM>(atoms.size());
  input.stereo0D = stereo.empty() ? nullptr : stereo.data();
  input.num_stereo0D = static_cast<AT_NUM>(stereo.size());
  input.szOptions = options;
  inchi_Output output;
  std::memset(&output, 0, sizeof output);
  const int status = GetINCHI(&input, &output);
  const std::string text = output.szInChI ? output.szInChI : "", message = output.szMessage ? output.szMessage : "";
  FreeINCHI(&output);
  if (status != inchi_Ret_OKAY && status != inchi_Ret_WARNING)
    throw crd::failure(message.empty() ? "InChI failed" : message);
  return text;
}

}  // namespace

extern "C" char *crd_inchi(const crd_mol *mol, int fixed_hydrogens, char *key, char **error) {
  return crd::guarded(error, nullptr, [&]() -> char * {
    std::lock_guard<std::mutex> lock(one_at_a_time);
    const auto text = inchi_text(*mol, fixed_hydrogens != 0);
    char first[65], second[65];
    if (GetINCHIKeyFromINCHI(text.c_str(), 0, 0, key, first, second) != INCHIKEY_OK)
      throw crd::failure("the InChIKey could not be computed");
    return crd::copy_text(text);
  });
}
