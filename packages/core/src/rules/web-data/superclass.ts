/** The superclass of Web Data Connector 3.0: the data come from a web application inside the file. */
export const webDataSuperclass = 'eps'
