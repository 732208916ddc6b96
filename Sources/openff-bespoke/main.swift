print("openff-bespoke")
