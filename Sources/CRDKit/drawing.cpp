#include "internal.hpp"

#include <GraphMol/MolDraw2D/MolDraw2DSVG.h>
#include <GraphMol/MolDraw2D/MolDraw2DUtils.h>

#include <map>

using namespace RDKit;

namespace {

DrawColour colour(uint32_t code) {
  return DrawColour(((code >> 16) & 255) / 255.0, ((code >> 8) & 255) / 255.0, (code & 255) / 255.0);
}

}  // namespace

extern "C" char *crd_svg(const crd_mol *mol, int width, int height, int panel_width, double padding, int black_and_white,
                         const uint32_t *atom_colours, const uint32_t *bond_colours, char **error) {
  return crd::guarded(error, nullptr, [&]() -> char * {
    RWMol copy = crd::flat_copy(*mol);
    std::vector<int> atoms, bonds;
    std::map<int, DrawColour> atom_map, bond_map;
    for (const auto *atom : copy.atoms()) {
      const uint32_t code = atom_colours ? atom_colours[atom->getProp<int>(crd::place)] : 0;
      if (code == 0) continue;
      atoms.push_back(static_cast<int>(atom->getIdx()));
      atom_map[atoms.back()] = colour(code);
    }
    for (const auto *bond : copy.bonds()) {
      const uint32_t code = bond_colours ? bond_colours[bond->getProp<int>(crd::place)] : 0;
      if (code == 0) continue;
      bonds.push_back(static_cast<int>(bond->getIdx()));
      bond_map[bonds.back()] = colour(code);
    }
    MolDraw2DSVG drawer(width, height, panel_width, height);
    drawer.setOffset((width - panel_width) / 2, 0);
    drawer.drawOptions().padding = padding;
    if (black_and_white) assignBWPalette(drawer.drawOptions().atomColourPalette);
    MolDraw2DUtils::prepareAndDrawMolecule(drawer, copy, "", &atoms, &bonds, &atom_map, &bond_map);
    drawer.finishDrawing();
    return crd::copy_text(drawer.getDrawingText());
  });
}
