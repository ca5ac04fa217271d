export default definePageConfig({ navigationBarTitleText: 'UDP' });
