int crd_placeholder(void);
