#include "internal.hpp"

#include <GraphMol/Depictor/RDDepictor.h>
#include <GraphMol/FileParsers/MolSupplier.h>
#include <GraphMol/MonomerInfo.h>

#include <sstream>

#include "text_formats.hpp"

using namespace RDKit;

struct crd_reader {
  std::unique_ptr<MaeMolSupplier> supplier;
};

namespace {

bool has_geometry(const ROMol &mol) { return mol.getNumConformers() > 0 && mol.getConformer().is3D(); }

unsigned hydrogens(const ROMol &mol) {
  unsigned n = 0;
  for (const auto *atom : mol.atoms()) n += atom->getAtomicNum() == 1;
  return n;
}

std::unique_ptr<RWMol> parsed(const std::string &text, int format) {
  switch (format) {
    case CRD_MOL2: return std::unique_ptr<RWMol>(Mol2BlockToMol(text, false, false));
    case CRD_PDB: return std::unique_ptr<RWMol>(PDBBlockToMol(text, false, false, 0, false));
    default: return std::unique_ptr<RWMol>(MolBlockToMol(text, false, false, true));
  }
}

crd_mol *finished_record(std::unique_ptr<RWMol> mol) {
  if (mol->getNumAtoms() == 0) throw crd::failure("the record has no atom");
  const bool geometry = has_geometry(*mol);
  return crd::finished(std::move(mol), true, geometry).release();
}

}  // namespace

extern "C" crd_mol *crd_from_block(const char *text, int format, char **error) {
  return crd::guarded(error, nullptr, [&]() -> crd_mol * {
    auto mol = parsed(text, format);
    if (!mol) throw crd::failure(crd::take_log());
    const unsigned stated = hydrogens(*mol);
    std::unique_ptr<crd_mol> out(finished_record(std::move(mol)));
    if (format != CRD_MOLFILE && stated > 0 && hydrogens(*out->mol) > stated)
      throw crd::failure("bond orders or hydrogens are missing (valences are not filled); give an SDF file instead");
    return out.release();
  });
}

extern "C" crd_reader *crd_mae_open(const char *text, char **error) {
  return crd::guarded(error, nullptr, [&]() -> crd_reader * {
    auto reader = std::make_unique<crd_reader>();
    reader->supplier = std::make_unique<MaeMolSupplier>(new std::istringstream(text), true, false, false);
    return reader.release();
  });
}

extern "C" crd_mol *crd_mae_next(crd_reader *reader, char **error) {
  return crd::guarded(error, nullptr, [&]() -> crd_mol * {
    if (reader->supplier->atEnd()) return nullptr;
    std::unique_ptr<ROMol> mol(reader->supplier->next());
    if (!mol) throw crd::failure(crd::take_log());
    return finished_record(std::make_unique<RWMol>(*mol));
  });
}

extern "C" void crd_mae_close(crd_reader *reader) { delete reader; }

extern "C" int crd_take_geometry(crd_mol *mol, double *out) {
  const bool found = has_geometry(*mol->mol);
  if (found) {
    for (const auto &position : mol->mol->getConformer().getPositions()) {
      *out++ = position.x;
      *out++ = position.y;
      *out++ = position.z;
    }
  }
  mol->mol->clearConformers();
  return found;
}

extern "C" char *crd_title(const crd_mol *mol) {
  std::string title;
  mol->mol->getPropIfPresent(common_properties::_Name, title);
  return crd::copy_text(title);
}

extern "C" char *crd_atom_name(const crd_mol *mol, int32_t index) {
  const auto *atom = mol->mol->getAtomWithIdx(static_cast<unsigned>(index));
  std::string name;
  if (atom->getMonomerInfo()) name = atom->getMonomerInfo()->getName();
  if (name.empty()) atom->getPropIfPresent("_TriposAtomName", name);
  return crd::copy_text(name);
}

extern "C" char *crd_mol_block(const crd_mol *mol, const double *coordinates, const char *title, int v3000, char **error) {
  return crd::guarded(error, nullptr, [&]() -> char * {
    RWMol copy(*mol->mol);
    copy.clearConformers();
    if (coordinates) {
      crd::add_conformer(copy, coordinates);
    } else {
      RDDepict::compute2DCoords(copy);
    }
    copy.setProp(common_properties::_Name, std::string(title));
    return crd::copy_text(MolToMolBlock(copy, true, -1, true, v3000 != 0));
  });
}
