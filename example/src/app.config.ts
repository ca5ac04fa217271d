export default defineAppConfig({
  pages: ['pages/udp/index', 'pages/tcp/index'],
  window: {
    navigationBarBackgroundColor: '#ffffff',
    navigationBarTextStyle: 'black',
    navigationBarTitleText: 'Sockets'
  }
});
