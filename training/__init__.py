"""How the shipped English pipeline is made: open treebanks and entity data in, one ONNX int8 file out."""
